import asyncio


async def call(function, loop: asyncio.AbstractEventLoop):
    return await loop.run_in_executor(None, function)

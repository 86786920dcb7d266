import asyncio


async def call(function):
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    await loop.run_in_executor(None, function)
    return future

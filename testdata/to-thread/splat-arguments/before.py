import asyncio


async def call(function, arguments):
    return await asyncio.to_thread(function, *arguments), await asyncio.to_thread(*arguments)

import asyncio


async def call(function, early):
    if early:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(None, function)
    loop = asyncio.get_event_loop(); first = 1
    return await loop.run_in_executor(None, function, first), loop.time()

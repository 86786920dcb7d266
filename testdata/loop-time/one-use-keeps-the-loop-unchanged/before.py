import asyncio


async def watch(callback):
    loop = asyncio.get_running_loop()
    start = loop.time()
    loop.call_later(1, callback)
    return start

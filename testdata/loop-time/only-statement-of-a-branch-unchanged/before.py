import asyncio


async def now(flag):
    if flag:
        loop = asyncio.get_running_loop()
    else:
        loop = asyncio.get_event_loop()
    return loop.time()

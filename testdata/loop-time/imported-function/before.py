from asyncio import get_event_loop, get_running_loop as running


async def now(flag):
    if flag:
        loop = running()
        flag.clear()
    loop = get_event_loop()
    return loop.time()

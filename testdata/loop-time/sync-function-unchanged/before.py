import asyncio


def now():
    return asyncio.get_running_loop().time()


def maybe():
    return asyncio.get_event_loop().time()


def held():
    loop = asyncio.get_event_loop()
    return loop.time()

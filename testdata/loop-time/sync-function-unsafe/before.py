import asyncio


def now():
    return asyncio.get_running_loop().time()

import asyncio


async def now():
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        return 0
    return loop.time()


def is_running():
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


async def unused():
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        return 0
    return 1

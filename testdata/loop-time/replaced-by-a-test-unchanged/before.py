import asyncio


async def now():
    return asyncio.get_running_loop().time()

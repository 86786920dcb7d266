import asyncio


async def elapsed(start):
    return asyncio.get_running_loop().time() - start, asyncio.get_event_loop().time()

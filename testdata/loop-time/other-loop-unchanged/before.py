import asyncio


async def now():
    loop = asyncio.new_event_loop()
    return loop.time(), asyncio.new_event_loop().time()

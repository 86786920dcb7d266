import asyncio

loop = asyncio.get_event_loop()


async def now():
    return loop.time()

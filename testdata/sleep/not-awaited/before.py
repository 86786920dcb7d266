import asyncio


async def both(job):
    await asyncio.gather(asyncio.sleep(1), job())

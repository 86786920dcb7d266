import asyncio


async def limited(work):
    await asyncio.wait_for(work(), 2)


async def both(work):
    await asyncio.gather(work(1), work(2))

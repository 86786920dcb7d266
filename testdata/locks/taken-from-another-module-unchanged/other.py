import asyncio

from before import gated


async def limited(works, pool):
    semaphore = asyncio.Semaphore(3)
    pool.limit(semaphore)
    return [await gated(semaphore, work) for work in works]

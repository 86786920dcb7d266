import asyncio


async def gated(semaphore: asyncio.Semaphore, work):
    async with semaphore:
        return await work


async def one_by_one(works):
    semaphore = asyncio.Semaphore(1)
    return [await gated(semaphore, work) for work in works]

import anyio


async def gated(semaphore: anyio.Semaphore, work):
    async with semaphore:
        return await work


async def one_by_one(works):
    semaphore = anyio.Semaphore(1)
    return [await gated(semaphore, work) for work in works]

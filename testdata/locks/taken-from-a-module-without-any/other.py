from before import gated, one_by_one


async def limited(works, semaphore):
    return [await gated(semaphore, work) for work in works]

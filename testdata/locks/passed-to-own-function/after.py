import anyio


async def worker(job, limit: anyio.Semaphore):
    async with limit:
        await job()


async def main(jobs):
    limit = anyio.Semaphore(4)
    for job in jobs:
        await worker(job, limit)

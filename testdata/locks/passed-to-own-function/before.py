import asyncio


async def worker(job, limit: asyncio.Semaphore):
    async with limit:
        await job()


async def main(jobs):
    limit = asyncio.Semaphore(4)
    for job in jobs:
        await worker(job, limit)

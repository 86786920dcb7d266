import asyncio


async def main(job):
    limit = asyncio.Semaphore(3)
    if not limit.locked() and job:
        async with limit:
            await job()
    return limit.locked()

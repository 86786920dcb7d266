import asyncio


async def main(job):
    limit = asyncio.Semaphore(3)
    async with limit as held:
        await job(held)

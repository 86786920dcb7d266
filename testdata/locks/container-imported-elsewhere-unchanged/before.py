import asyncio

LOCKS: dict[str, asyncio.Lock] = {}


async def run(key, job):
    async with LOCKS.setdefault(key, asyncio.Lock()):
        await job()

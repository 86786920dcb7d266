import asyncio

from registry import LOCKS


async def run(key, job):
    async with LOCKS.setdefault(key, asyncio.Lock()):
        await job()

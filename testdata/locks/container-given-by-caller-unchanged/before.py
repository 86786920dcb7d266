import asyncio


async def run(locks, key, job):
    async with locks.setdefault(key, asyncio.Lock()):
        await job()


class Runner:
    def __init__(self, locks=None):
        self._locks = {} if locks is None else locks

    async def run(self, key, job):
        async with self._locks.setdefault(key, asyncio.Lock()):
            await job()

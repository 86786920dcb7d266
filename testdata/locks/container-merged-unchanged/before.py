import asyncio


class Locks:
    def __init__(self, others):
        self._locks = {"main": asyncio.Lock()}
        self._locks.update(others)

    async def run(self, key, job):
        async with self._locks[key]:
            await job()

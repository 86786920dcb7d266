import asyncio


class Locks:
    def __init__(self):
        self._locks: dict[str, asyncio.Lock] = {}

    def all(self):
        return self._locks

    async def run(self, key, job):
        async with self._locks.setdefault(key, asyncio.Lock()):
            await job()

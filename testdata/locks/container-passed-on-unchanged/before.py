import asyncio

from app import watch


class Locks:
    def __init__(self):
        self._locks: dict[str, asyncio.Lock] = {}
        watch(self._locks)

    async def run(self, key, job):
        async with self._locks.setdefault(key, asyncio.Lock()):
            await job()

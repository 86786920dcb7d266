import asyncio


class Locks:
    def __init__(self):
        self._locks: dict[str, asyncio.Lock] = {}

    async def take(self, key):
        await self._locks.setdefault(key, asyncio.Lock()).acquire()

    def give(self, key):
        self._locks[key].release()

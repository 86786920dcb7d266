import asyncio


class Locks:
    def __init__(self):
        self._locks: dict[str, asyncio.Lock] = {}

    async def run(self, key, job):
        lock = self._locks.setdefault(key, asyncio.Lock())
        async with lock:
            await job()
        if self._locks.get(key) is lock:
            self._locks.pop(key)

import asyncio


class Cache:
    def __init__(self):
        self._locks: dict[str, asyncio.Lock] = {}

    def _lock_of(self, key: str) -> asyncio.Lock:
        lock = self._locks.get(key)
        if lock is None:
            lock = asyncio.Lock()
            self._locks[key] = lock
        return lock

    async def load(self, key, loader):
        async with self._lock_of(key):
            return await loader(key)

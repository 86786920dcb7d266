import anyio


class Cache:
    def __init__(self):
        self._locks: dict[str, anyio.Lock] = {}

    def _lock_of(self, key: str) -> anyio.Lock:
        lock = self._locks.get(key)
        if lock is None:
            lock = anyio.Lock()
            self._locks[key] = lock
        return lock

    async def load(self, key, loader):
        async with self._lock_of(key):
            return await loader(key)

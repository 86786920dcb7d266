import anyio


class Cache:
    _guard = anyio.Lock()
    _locks: dict[str, anyio.Lock] = {}

    @classmethod
    async def _lock_of(cls, key: str) -> anyio.Lock:
        async with cls._guard:
            if key not in Cache._locks:
                Cache._locks[key] = anyio.Lock()
            return cls._locks[key]

    async def load(self, key, loader):
        lock = await self._lock_of(key)
        async with lock:
            return await loader(key)

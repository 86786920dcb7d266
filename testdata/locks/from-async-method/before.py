import asyncio


class Cache:
    _guard = asyncio.Lock()
    _locks: dict[str, asyncio.Lock] = {}

    @classmethod
    async def _lock_of(cls, key: str) -> asyncio.Lock:
        async with cls._guard:
            if key not in Cache._locks:
                Cache._locks[key] = asyncio.Lock()
            return cls._locks[key]

    async def load(self, key, loader):
        lock = await self._lock_of(key)
        async with lock:
            return await loader(key)

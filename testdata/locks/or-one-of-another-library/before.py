import asyncio


class Tokens:
    def __init__(self, redis=None):
        self._redis = redis
        self._locks: dict[str, asyncio.Lock] = {}

    async def refresh(self, name, client):
        if self._redis:
            lock = self._redis.lock(name, timeout=60)
        else:
            lock = self._locks.setdefault(name, asyncio.Lock())
        async with lock:
            return await client.refresh(name)

import asyncio


class Tokens:
    def __init__(self, redis=None):
        self._lock = redis.lock("tokens") if redis else asyncio.Lock()

    async def refresh(self, client):
        if await self._lock.acquire():
            try:
                await client.refresh()
            finally:
                self._lock.release()

import asyncio


class Cache:
    def __init__(self):
        self._lock = asyncio.Lock()

    def get_lock(self) -> asyncio.Lock:
        return self._lock

    async def clear(self):
        async with self.get_lock():
            pass

import asyncio


class Cache:
    def __init__(self):
        self._lock: asyncio.Lock | None = None

    def get_lock(self) -> asyncio.Lock:
        if self._lock is None:
            self._lock = asyncio.Lock()
        return self._lock

    async def clear(self):
        async with self.get_lock():
            pass

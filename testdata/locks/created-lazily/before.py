import asyncio
from typing import Optional


class Session:
    _lock: Optional[asyncio.Lock] = None

    async def run(self, job):
        if self._lock is None:
            self._lock = asyncio.Lock()
        async with self._lock:
            await job()

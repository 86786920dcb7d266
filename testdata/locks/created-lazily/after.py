import anyio
from typing import Optional


class Session:
    _lock: Optional[anyio.Lock] = None

    async def run(self, job):
        if self._lock is None:
            self._lock = anyio.Lock()
        async with self._lock:
            await job()

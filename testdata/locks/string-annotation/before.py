from __future__ import annotations

import asyncio


class Session:
    def __init__(self) -> None:
        self._lock: "asyncio.Lock | None" = None

    async def open(self) -> None:
        self._lock = asyncio.Lock()

    async def run(self, job):
        assert self._lock
        async with self._lock:
            await job()

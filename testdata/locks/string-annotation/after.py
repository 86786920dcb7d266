from __future__ import annotations

import anyio


class Session:
    def __init__(self) -> None:
        self._lock: "anyio.Lock | None" = None

    async def open(self) -> None:
        self._lock = anyio.Lock()

    async def run(self, job):
        assert self._lock
        async with self._lock:
            await job()

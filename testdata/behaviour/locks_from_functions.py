# after: anyio only
import asyncio
from typing import Optional

import anyio

_limit: Optional[asyncio.Semaphore] = None


def _get_limit() -> asyncio.Semaphore:
    global _limit
    if _limit is None:
        _limit = asyncio.Semaphore(2)
    return _limit


class Worker:
    running = 0
    most = 0

    def __init__(self, limit: asyncio.Semaphore, name):
        self._limit = limit
        self._name = name

    async def run(self):
        async with self._limit:
            Worker.running += 1
            Worker.most = max(Worker.most, Worker.running)
            await asyncio.sleep(0.01)
            Worker.running -= 1


class Token:
    _guard: asyncio.Lock | None = None
    _locks: dict[str, asyncio.Lock] = {}

    @classmethod
    async def _lock_of(cls, key: str) -> asyncio.Lock:
        if Token._guard is None:
            Token._guard = asyncio.Lock()
        async with cls._guard:
            if key not in Token._locks:
                Token._locks[key] = asyncio.Lock()
            return cls._locks[key]

    @property
    def guard(self) -> asyncio.Lock:
        return self._guard

    async def refresh(self, key, log):
        lock = await self._lock_of(key)
        async with lock:
            log.append(f"begin {key}")
            await asyncio.sleep(0.01)
            log.append(f"end {key}")

    async def stop(self):
        async with self.guard:
            return self.guard.locked(), sorted(self._locks)


async def limited(number, log):
    async with _get_limit():
        log.append(number)
        await asyncio.sleep(0.01)


async def main():
    log = []
    async with anyio.create_task_group() as group:
        for number in range(4):
            group.start_soon(limited, number, log)
    print(sorted(log))
    limit = asyncio.Semaphore(2)
    async with anyio.create_task_group() as group:
        for number in range(5):
            group.start_soon(Worker(limit, str(number)).run)
    print(Worker.most, Worker.running)
    token = Token()
    log = []
    async with anyio.create_task_group() as group:
        group.start_soon(token.refresh, "a", log)
        group.start_soon(token.refresh, "a", log)
    print(log)
    print(await token.stop(), token.guard.locked())


asyncio.run(main())

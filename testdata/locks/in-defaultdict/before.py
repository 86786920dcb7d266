import asyncio
from collections import defaultdict


class Client:
    def __init__(self):
        self._locks: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._slots = defaultdict(asyncio.Semaphore)
        self._limits = defaultdict(lambda: asyncio.Semaphore(4))

    async def fetch(self, host):
        async with self._locks[host], self._slots[host], self._limits[host]:
            return await host.get()

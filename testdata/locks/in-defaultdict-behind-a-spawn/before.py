import asyncio
from collections import defaultdict


class Client:
    def __init__(self):
        self._locks = defaultdict(asyncio.Lock)
        self._slots = defaultdict(asyncio.Semaphore)

    async def fetch(self, host, group):
        group.start_soon(host.ping)
        async with self._locks[host], self._slots[host]:
            return await host.get()

import anyio
from collections import defaultdict


class Client:
    def __init__(self):
        self._locks: dict[str, anyio.Lock] = defaultdict(anyio.Lock)
        self._slots = defaultdict(lambda: anyio.Semaphore(1))
        self._limits = defaultdict(lambda: anyio.Semaphore(4))

    async def fetch(self, host):
        async with self._locks[host], self._slots[host], self._limits[host]:
            return await host.get()

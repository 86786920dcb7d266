import anyio
from collections import defaultdict


class Client:
    def __init__(self):
        self._locks = defaultdict(lambda: anyio.Lock(fast_acquire=True))
        self._slots = defaultdict(lambda: anyio.Semaphore(1, fast_acquire=True))

    async def fetch(self, host, group):
        group.start_soon(host.ping)
        async with self._locks[host], self._slots[host]:
            return await host.get()

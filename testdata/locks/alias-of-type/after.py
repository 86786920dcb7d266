import anyio
from typing import TypeAlias

Slots = dict[str, anyio.Semaphore]
Locks: TypeAlias = dict[str, anyio.Lock]


class Client:
    def __init__(self):
        self._slots: Slots = {}
        self._locks: Locks = {}

    async def fetch(self, host):
        slot = self._slots.setdefault(host, anyio.Semaphore(4))
        async with slot, self._locks.setdefault(host, anyio.Lock()):
            return await host.get()

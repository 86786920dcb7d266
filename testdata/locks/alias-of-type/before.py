import asyncio
from typing import TypeAlias

Slots = dict[str, asyncio.Semaphore]
Locks: TypeAlias = dict[str, asyncio.Lock]


class Client:
    def __init__(self):
        self._slots: Slots = {}
        self._locks: Locks = {}

    async def fetch(self, host):
        slot = self._slots.setdefault(host, asyncio.Semaphore(4))
        async with slot, self._locks.setdefault(host, asyncio.Lock()):
            return await host.get()

import asyncio

Slot = asyncio.Semaphore
Slots = dict[str, asyncio.Semaphore]


class Client:
    def __init__(self):
        self._slot: Slot = asyncio.Semaphore(2)
        self._other = Slot(3)
        self._slots: Slots = Slots()
        self._slots["main"] = asyncio.Semaphore(4)

    async def fetch(self, host):
        async with self._slot, self._slots["main"]:
            return await host.get()

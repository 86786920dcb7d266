import asyncio


class Poller:
    wake: asyncio.Event | None = None

    @classmethod
    def start(cls):
        cls.wake = asyncio.Event()

    async def run(self):
        await self.wake.wait()
        self.wake.clear()

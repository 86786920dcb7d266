import asyncio


class Poller:
    def __init__(self, source):
        self.wake = asyncio.Event()
        source.on_data(self.wake.set)

    async def run(self):
        await self.wake.wait()
        self.wake.clear()

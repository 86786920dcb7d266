import asyncio


class Poller:
    def __init__(self):
        self.wake = asyncio.Event()

    async def run(self, poll):
        while True:
            await self.wake.wait()
            self.wake.clear()
            await poll()

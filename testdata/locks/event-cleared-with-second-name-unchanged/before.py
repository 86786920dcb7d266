import asyncio


class Poller:
    def __init__(self):
        self.wake = asyncio.Event()

    async def run(self):
        wake = self.wake
        while True:
            await wake.wait()
            self.wake.clear()

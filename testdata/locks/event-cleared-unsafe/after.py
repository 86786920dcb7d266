import anyio


class Poller:
    def __init__(self):
        self.wake = anyio.Event()

    async def run(self, poll):
        while True:
            await self.wake.wait()
            self.wake = anyio.Event()
            await poll()

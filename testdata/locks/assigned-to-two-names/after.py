import anyio


class Feed:
    def __init__(self):
        self.started = self.opened = anyio.Event()

    async def run(self):
        await self.opened.wait()

    def start(self):
        self.started.set()

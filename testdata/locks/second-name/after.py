import anyio


class Session:
    def __init__(self):
        self._ready = anyio.Event()
        self.opened = self._ready

    async def run(self):
        opened = self.opened
        await opened.wait()

    def open(self):
        self._ready.set()

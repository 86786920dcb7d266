import anyio


class Gate:
    def __init__(self):
        self.open = anyio.Event()

    async def pass_through(self):
        await self.open.wait()
        # The next one waits again.
        self.open = anyio.Event()

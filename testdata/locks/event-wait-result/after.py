import anyio


class Gate:
    def __init__(self):
        self.open = anyio.Event()

    async def passed(self):
        await self.open.wait()
        return True

import anyio


class Gate:
    def __init__(self, door):
        self.open = anyio.Event()
        door.watch(self.open)

    async def pass_through(self):
        await self.open.wait()
        self.open.clear()

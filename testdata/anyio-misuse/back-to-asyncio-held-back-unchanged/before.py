import anyio


async def start(self):
    self.server = await anyio.start_server(self.handle, "::", 80)

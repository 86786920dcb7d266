import anyio


class Worker:
    async def start(self):
        # The task outlives this call.
        self.task = anyio.create_task(self.loop())
        self.server = await anyio.start_server(self.handle, "::", 80)

    async def loop(self):
        await anyio.sleep(1)

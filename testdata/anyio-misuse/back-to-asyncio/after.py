import anyio
import asyncio


class Worker:
    async def start(self):
        # The task outlives this call.
        self.task = asyncio.create_task(self.loop())
        self.server = await asyncio.start_server(self.handle, "::", 80)

    async def loop(self):
        await anyio.sleep(1)

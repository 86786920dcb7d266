import asyncio


class Session:
    def __init__(self):
        self._ready = asyncio.Event()
        self.opened = self._ready

    async def run(self):
        await self._ready.wait()

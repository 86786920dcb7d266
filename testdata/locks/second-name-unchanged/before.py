import asyncio


class Session:
    def __init__(self, feed):
        self._ready = asyncio.Event()
        feed.opened = self._ready

    async def run(self):
        await self._ready.wait()

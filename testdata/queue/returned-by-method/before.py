import asyncio


class Feed:
    def __init__(self):
        self._queue = asyncio.Queue()

    @property
    def source(self) -> asyncio.Queue:
        return self._queue

    def _sink(self):
        return self._queue

    async def copy(self):
        await self._sink().put(await self.source.get())

import asyncio


class Channel:
    def __init__(self, loop):
        self._loop = loop
        self._queue = asyncio.Queue[bytes](maxsize=0)

    async def get(self):
        return await self._queue.get()

    def send(self, data):
        self._loop.call_soon_threadsafe(self._queue.put_nowait, data)

import anyio
import math


class Channel:
    def __init__(self, loop):
        self._loop = loop
        self._queue_send, self._queue_receive = anyio.create_memory_object_stream[bytes](math.inf)

    async def get(self):
        return await self._queue_receive.receive()

    def send(self, data):
        self._loop.call_soon_threadsafe(self._queue_send.send_nowait, data)

import anyio
import math
from anyio.streams.memory import MemoryObjectReceiveStream


class Feed:
    def __init__(self):
        self._queue_send, self._queue_receive = anyio.create_memory_object_stream(math.inf)

    @property
    def source(self) -> MemoryObjectReceiveStream:
        return self._queue_receive

    def _sink(self):
        return self._queue_send

    async def copy(self):
        await self._sink().send(await self.source.receive())

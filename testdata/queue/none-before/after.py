import anyio
import math
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream
from typing import Optional


class Feed:
    events_send: Optional[MemoryObjectSendStream[str]] = None
    events_receive: Optional[MemoryObjectReceiveStream[str]] = None

    def __init__(self):
        self.closed = None
        self.errors_send = self.errors_receive = None

    async def start(self):
        self.errors_send, self.errors_receive = anyio.create_memory_object_stream(math.inf)
        self.events_send, self.events_receive = anyio.create_memory_object_stream(math.inf)

    async def next(self):
        if self.events_send is None:
            return None
        if self.errors_send and self.errors_receive.statistics().current_buffer_used > 0:
            raise self.errors_receive.receive_nowait()
        return await self.events_receive.receive()

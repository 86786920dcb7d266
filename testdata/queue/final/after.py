import anyio
import math


class Feed:
    def __init__(self):
        self.events_send, self.events_receive = anyio.create_memory_object_stream[str](math.inf)
        self.errors_send, self.errors_receive = anyio.create_memory_object_stream(math.inf)

    async def next(self):
        return await self.events_receive.receive(), await self.errors_receive.receive()

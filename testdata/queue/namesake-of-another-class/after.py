import anyio
import math


class Feed:
    def __init__(self):
        self.items_send, self.items_receive = anyio.create_memory_object_stream(math.inf)

    async def next(self, other):
        other.items.append(await self.items_receive.receive())

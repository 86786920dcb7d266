import anyio
import math


class Feed:
    __slots__ = (
        "items_send",
        "items_receive",  # not yet read
        "name",
    )

    def __init__(self, name):
        self.name = name
        self.items_send, self.items_receive = anyio.create_memory_object_stream(math.inf)

    async def next(self):
        return await self.items_receive.receive()


class Log:
    __slots__ = ["lines_send", "lines_receive"]

    def __init__(self):
        self.lines_send, self.lines_receive = anyio.create_memory_object_stream(8)

    async def write(self, line):
        if hasattr(self, "lines_send"):
            await self.lines_send.send(line)

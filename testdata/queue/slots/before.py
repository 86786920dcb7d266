import asyncio


class Feed:
    __slots__ = (
        "items",  # not yet read
        "name",
    )

    def __init__(self, name):
        self.name = name
        self.items = asyncio.Queue()

    async def next(self):
        return await self.items.get()


class Log:
    __slots__ = ["lines"]

    def __init__(self):
        self.lines = asyncio.Queue(8)

    async def write(self, line):
        if hasattr(self, "lines"):
            await self.lines.put(line)

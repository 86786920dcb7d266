import asyncio


class Feed:
    __slots__ = ("items",)

    def __init__(self):
        self.items = asyncio.Queue()

    async def next(self):
        return await self.items.get()

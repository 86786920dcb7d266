import asyncio


class Feed:
    def __init__(self):
        self.items = asyncio.Queue()  # type: asyncio.Queue[int]

    async def next(self):
        return await self.items.get()

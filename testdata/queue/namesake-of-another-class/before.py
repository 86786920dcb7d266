import asyncio


class Feed:
    def __init__(self):
        self.items = asyncio.Queue()

    async def next(self, other):
        other.items.append(await self.items.get())

import asyncio


class Sizes:
    def __init__(self, size):
        self.items = asyncio.Queue(int(size))

    async def next(self):
        return await self.items.get()

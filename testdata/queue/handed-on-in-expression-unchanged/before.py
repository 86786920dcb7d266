import asyncio


class Feed:
    def __init__(self, slow):
        quick = asyncio.Queue()
        self.queue = slow or quick

    async def turn(self):
        await self.queue.put(await self.queue.get())

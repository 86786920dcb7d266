import asyncio


class Feed:
    def __init__(self):
        queue = asyncio.Queue(4)
        self.queue = queue
        self.first = None

    async def drain(self):
        queue = self.queue
        while not queue.empty():
            print(queue.get_nowait())

    async def offer(self, item):
        await self.queue.put(item)

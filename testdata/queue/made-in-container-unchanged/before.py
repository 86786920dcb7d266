import asyncio
from collections import defaultdict


class Rooms:
    def __init__(self):
        self.queues = {}
        self.topics = defaultdict(asyncio.Queue)

    async def join(self, name):
        self.queues[name] = asyncio.Queue()
        self.topics[name].put_nowait(1)
        return await self.queues[name].get()

import asyncio


class Counter:
    def __init__(self):
        self.items = asyncio.Semaphore(0)

    def put(self):
        self.items.release()

    async def get(self):
        await self.items.acquire()

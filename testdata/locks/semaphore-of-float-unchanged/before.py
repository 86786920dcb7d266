import asyncio


class Pool:
    def __init__(self, size: int, share: float):
        self.half = asyncio.Semaphore(size / 2)
        self.some = asyncio.Semaphore(share)
        self.all = asyncio.Semaphore(1e9)

    async def run(self, job):
        async with self.half, self.some, self.all:
            return await job()

import asyncio


class Pool:
    def __init__(self, size: int):
        self.one = asyncio.BoundedSemaphore()
        self.many = asyncio.BoundedSemaphore(5)
        self.sized = asyncio.BoundedSemaphore(size)
        self.named: asyncio.BoundedSemaphore = asyncio.BoundedSemaphore(value=size)

    async def run(self, job):
        async with self.one, self.many:
            async with self.sized, self.named:
                return await job()

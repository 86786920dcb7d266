import asyncio


class Pool:
    def __init__(self, settings):
        self.free = asyncio.BoundedSemaphore(settings.size())

    async def run(self, job):
        async with self.free:
            return await job()

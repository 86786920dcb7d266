import asyncio


class Base:
    def __init__(self):
        self.lock = asyncio.Lock()

    async def stop(self, job):
        async with self.lock:
            await job()

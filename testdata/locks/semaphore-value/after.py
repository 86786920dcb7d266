import anyio


class Pool:
    def __init__(self, size: int):
        self.free = anyio.Semaphore(size)
        self.limit = anyio.Semaphore(10)

    async def run(self, job):
        await self.free.acquire()
        try:
            async with self.limit:
                return await job()
        finally:
            self.free.release()

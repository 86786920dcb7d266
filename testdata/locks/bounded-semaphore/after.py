import anyio


class Pool:
    def __init__(self, size: int):
        self.one = anyio.Semaphore(1, max_value=1)
        self.many = anyio.Semaphore(5, max_value=5)
        self.sized = anyio.Semaphore(size, max_value=size)
        self.named: anyio.Semaphore = anyio.Semaphore(size, max_value=size)

    async def run(self, job):
        async with self.one, self.many:
            async with self.sized, self.named:
                return await job()

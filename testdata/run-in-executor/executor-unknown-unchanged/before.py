import asyncio


class Reader:
    def __init__(self, executor=None):
        self.executor = executor

    async def read(self, key):
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.executor, key.load)


async def read(key, executor, *arguments):
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(*arguments)
    return await loop.run_in_executor(executor, key.load)

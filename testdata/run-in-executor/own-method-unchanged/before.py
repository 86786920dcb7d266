import asyncio


class Worker:
    async def run_in_executor(self, executor, function):
        return function(asyncio)

    async def call(self, function):
        return await self.run_in_executor(None, function)

import asyncio


class Client:
    async def run(self):
        async with asyncio.TaskGroup() as tg:
            self.reader = tg.create_task(self.read())

    async def read(self):
        pass

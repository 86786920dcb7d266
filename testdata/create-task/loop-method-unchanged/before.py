import asyncio


class Client:
    def notify(self):
        loop = asyncio.get_running_loop()
        loop.create_task(self.poll())

    async def poll(self):
        pass

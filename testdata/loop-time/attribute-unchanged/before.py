import asyncio


class Clock:
    async def start(self):
        self.loop = asyncio.get_running_loop()

    async def now(self):
        return self.loop.time()

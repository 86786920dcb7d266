import asyncio


class Runner:
    def __init__(self):
        self.free = asyncio.Semaphore(3)

    async def start(self, spawn):
        await self.free.acquire()
        spawn(on_done=lambda: self.free.release())

import asyncio


class Worker:
    def __init__(self):
        self.jobs = asyncio.Queue()

    async def run(self):
        while True:
            job = await self.jobs.get()
            await job()
            self.jobs.task_done()

    async def finish(self):
        await self.jobs.join()

import asyncio


class Worker:
    def __init__(self):
        self.jobs = asyncio.Queue()

    async def run(self):
        job = await self.jobs.get()
        try:
            await job()
        finally:
            self.jobs.task_done()

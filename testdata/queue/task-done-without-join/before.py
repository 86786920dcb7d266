import asyncio


class Worker:
    def __init__(self):
        self.jobs = asyncio.Queue()

    async def run(self):
        while True:
            job = await self.jobs.get()
            try:
                await job()
            finally:
                print("done")
                self.jobs.task_done()

    async def run_once(self):
        job = await self.jobs.get()
        await job()
        self.jobs.task_done()
        print("done")

import anyio


class Worker:
    def __init__(self, limit: anyio.Semaphore, name="worker"):
        self._limit = limit
        self._name = name

    async def run(self, job):
        async with self._limit:
            await job(self._name)


async def main(jobs):
    limit = anyio.Semaphore(3)
    for job in jobs:
        await Worker(limit, name=job.name).run(job)

import asyncio


async def main(worker, jobs):
    async with asyncio.TaskGroup() as tg:
        start = tg.create_task
        for job in jobs:
            start(worker(job))

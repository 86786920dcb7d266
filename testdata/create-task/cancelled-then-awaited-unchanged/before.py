import asyncio


async def run(job):
    task = asyncio.create_task(job())
    await job.begun()
    task.cancel()
    await task

import asyncio


async def run(job):
    task = asyncio.create_task(job())
    await job.begun()
    print(task.cancel())

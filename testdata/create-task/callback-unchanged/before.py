import asyncio


async def run(job, report):
    task = asyncio.create_task(job())
    task.add_done_callback(report)
    await task

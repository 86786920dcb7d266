import asyncio


async def start(job):
    task = asyncio.create_task(job())
    print("started")
    return task


def spawn(job):
    return asyncio.ensure_future(job())

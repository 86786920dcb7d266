import asyncio


async def poll(job):
    async with asyncio.TaskGroup() as tg:
        task = tg.create_task(job())
        while not task.done():
            await asyncio.sleep(0.1)
        if task.cancelled() or not task.cancelled():
            print((task.done()).real)

import asyncio


async def stop():
    for task in asyncio.all_tasks():
        if task is not asyncio.current_task():
            task.cancel()

import asyncio


async def stop():
    task = asyncio.current_task()
    print(task.get_name())
    task.cancel()

import asyncio


async def log(message):
    task = asyncio.current_task()
    name = task.get_name() if task is not None else "main"
    print(name, message)

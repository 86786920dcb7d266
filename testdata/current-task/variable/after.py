import anyio


async def log(message):
    task = anyio.get_current_task()
    name = task.name if task is not None else "main"
    print(name, message)

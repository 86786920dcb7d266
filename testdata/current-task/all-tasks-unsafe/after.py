import anyio


async def report():
    print(len(anyio.get_running_tasks()))
    for task in anyio.get_running_tasks():
        print(task.name)
    return sorted(task.name for task in anyio.get_running_tasks())

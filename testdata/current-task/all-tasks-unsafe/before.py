import asyncio


async def report():
    print(len(asyncio.all_tasks()))
    for task in asyncio.all_tasks():
        print(task.get_name())
    return sorted(task.get_name() for task in asyncio.all_tasks())

import asyncio


async def start_all(names, work):
    tasks = set()

    def start(name):
        tasks.add(asyncio.create_task(work(name)))

    for name in names:
        start(name)
    await asyncio.wait(tasks)

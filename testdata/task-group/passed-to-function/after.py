import anyio


async def watch(tg: anyio.abc.TaskGroup, path):
    tg.create_task(handle(path))


async def handle(path):
    print(path)


async def main(path):
    async with anyio.create_task_group() as tg:
        await watch(tg, path)

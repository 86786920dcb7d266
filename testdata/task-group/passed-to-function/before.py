import asyncio


async def watch(tg: asyncio.TaskGroup, path):
    tg.create_task(handle(path))


async def handle(path):
    print(path)


async def main(path):
    async with asyncio.TaskGroup() as tg:
        await watch(tg, path)

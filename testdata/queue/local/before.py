import asyncio


async def main(items):
    queue = asyncio.Queue()

    async def produce():
        for item in items:
            await queue.put(item)  # one by one
        queue.put_nowait(None)

    async with asyncio.TaskGroup() as group:
        group.create_task(produce())
        while (item := await queue.get()) is not None:
            print(item, queue.qsize())

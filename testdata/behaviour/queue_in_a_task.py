# after: anyio only
import asyncio


async def produce(queue):
    for item in range(3):
        await asyncio.sleep(0)
        await queue.put(item)
    await queue.put(None)


async def main():
    queue = asyncio.Queue()
    task = asyncio.create_task(produce(queue))
    while (item := await queue.get()) is not None:
        print(item)
    await task


asyncio.run(main())

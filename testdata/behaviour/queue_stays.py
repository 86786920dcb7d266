# after: asyncio stays
import asyncio


async def main():
    queue = asyncio.PriorityQueue()
    for priority in (3, 1, 2):
        await queue.put(priority)
    await asyncio.sleep(0)
    print([await queue.get() for _ in range(queue.qsize())], queue.empty())


asyncio.run(main())

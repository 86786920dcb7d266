import asyncio


async def consume(queue):
    return await queue.get()


async def main(other):
    queue = asyncio.Queue()
    queue.put_nowait(1)
    return await consume(queue), await consume(other)

import asyncio


async def consume(queue):
    return await queue.get()


async def main():
    left = asyncio.Queue()
    right = asyncio.Queue()
    left.put_nowait(1)
    right.put_nowait(2)
    return await consume(left), await consume(right)

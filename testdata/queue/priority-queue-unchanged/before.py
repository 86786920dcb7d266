import asyncio


async def main():
    queue = asyncio.PriorityQueue()
    stack = asyncio.LifoQueue()
    await queue.put((1, "one"))
    await stack.put(await queue.get())

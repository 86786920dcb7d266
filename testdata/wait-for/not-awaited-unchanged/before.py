import asyncio


async def main(queue, loop):
    return asyncio.wait_for(queue.get(), 5)

import asyncio


async def main(queue):
    await asyncio.wait_for(queue.get(), None)

import asyncio


async def main(queue):
    print(await asyncio.wait_for(queue.get(), 5))
    while await asyncio.wait_for(queue.get(), 5):
        pass

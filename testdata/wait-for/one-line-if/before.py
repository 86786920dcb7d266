import asyncio


async def main(queue, ready):
    if ready: await asyncio.wait_for(queue.get(), 3); print("done")

import asyncio


async def main(queue, next_timeout, pick):
    await asyncio.wait_for(queue.get(pick()), next_timeout())

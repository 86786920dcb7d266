import asyncio


async def take(queue, seconds):
    return await asyncio.wait_for(queue.get(), seconds)

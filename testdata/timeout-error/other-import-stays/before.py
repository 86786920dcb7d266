import asyncio


async def fetch(queue: asyncio.Queue):
    try:
        return await queue.get()
    except asyncio.TimeoutError:
        return None

import asyncio


async def pause(queue: asyncio.Queue):
    await asyncio.sleep(1)
    return await queue.get()

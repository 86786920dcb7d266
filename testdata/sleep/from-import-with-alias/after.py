import anyio
from asyncio import Queue


async def poll(queue: Queue):
    await anyio.sleep(1)
    return queue.get_nowait()

import anyio
import asyncio


async def pause(queue: asyncio.Queue):
    await anyio.sleep(1)
    return await queue.get()

import anyio
import asyncio


async def both(job):
    await asyncio.gather(anyio.sleep(1), job())

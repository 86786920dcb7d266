import anyio
import asyncio


async def pause(seconds):
    await anyio.sleep(seconds)

import anyio
from asyncio import sleep


async def pause(seconds):
    await anyio.sleep(seconds)

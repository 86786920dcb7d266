import anyio as io
import asyncio as aio
import asyncio


async def pause(seconds):
    await asyncio.sleep(seconds)

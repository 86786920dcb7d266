import asyncio


async def pause(seconds):
    await asyncio.sleep(1)
    await asyncio.sleep(*seconds)

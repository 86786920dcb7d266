import asyncio


async def pause(seconds):
    await asyncio.sleep(delay=seconds)

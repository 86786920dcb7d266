import asyncio


async def nap(seconds):
    await asyncio.sleep(*seconds)

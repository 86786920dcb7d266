import asyncio


async def pause():
    await asyncio.sleep(1, None)
    await asyncio.sleep(1, result="x")

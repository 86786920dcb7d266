import asyncio


async def pause(value):
    return [await asyncio.sleep(1, value)]

import asyncio


async def pause(value):
    first = await asyncio.sleep(1, value)
    second = await asyncio.sleep(1, result="x")
    return first, second

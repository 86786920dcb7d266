import asyncio


async def count(load):
    return len(await asyncio.shield(load()))

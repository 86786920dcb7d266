import asyncio


async def store(save, record):
    key = await asyncio.shield(save(record))
    return key

import asyncio


async def store(save, record):
    await asyncio.shield(save(record))

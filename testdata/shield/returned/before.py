import asyncio


async def store(save, record):
    key = await asyncio.shield(
        save(
            record,
        )
    )
    return key


async def load(read, key):
    if key:
        value = await asyncio.shield(read(key))  # once
        return value
    return None

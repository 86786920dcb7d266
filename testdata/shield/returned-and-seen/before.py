import asyncio


async def store(save, record):
    key = await asyncio.shield(save(record))
    # Nothing else.
    return key


async def count(save, records):
    key = await asyncio.shield(save(records))
    return len(key)


async def keep(save, record):
    global last
    last = await asyncio.shield(save(record))
    return last


async def remember(save, record):
    key = await asyncio.shield(save(record))
    return key if record else lambda: key

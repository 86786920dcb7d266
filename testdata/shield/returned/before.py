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


async def done(flush):
    outcome: object = await asyncio.shield(flush())
    return outcome is True


async def later(flush, log):
    outcome: object = await asyncio.shield(flush())
    return await log(outcome)

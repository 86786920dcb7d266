import anyio


async def store(save, record):
    with anyio.CancelScope(shield=True):
        return await save(
            record,
        )


async def load(read, key):
    if key:
        with anyio.CancelScope(shield=True):
            value = await read(key)  # once
        return value
    return None

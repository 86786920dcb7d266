import anyio


async def store(save, record):
    with anyio.CancelScope(shield=True):
        key = await save(record)
    return key

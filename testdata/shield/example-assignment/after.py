import anyio


async def store(save, record):
    with anyio.CancelScope(shield=True):
        return await save(record)

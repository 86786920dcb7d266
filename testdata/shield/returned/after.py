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


async def done(flush):
    with anyio.CancelScope(shield=True):
        outcome: object = await flush()
        return outcome is True


async def later(flush, log):
    with anyio.CancelScope(shield=True):
        outcome: object = await flush()
    return await log(outcome)

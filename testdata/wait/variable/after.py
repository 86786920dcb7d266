import anyio


async def _outcome(coro):
    """Return the result or the exception of a coroutine."""
    try:
        return await coro
    except Exception as exc:
        return exc


async def refresh(entities):
    tasks = []
    for entity in entities:
        if entity.stale:
            tasks.append(entity.update())

    if tasks:
        await anyio.gather(*[_outcome(coro) for coro in tasks])

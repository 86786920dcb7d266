import anyio


async def _outcome(coro):
    """Return the result or the exception of a coroutine."""
    try:
        return await coro
    except Exception as exc:
        return exc


async def refresh(entities):
    tasks = [entity.update() for entity in entities]
    print("updating")
    await anyio.gather(*[_outcome(coro) for coro in tasks])

import anyio


async def _outcome(coro):
    """Return the result or the exception of a coroutine."""
    try:
        return await coro
    except Exception as exc:
        return exc


async def both(left, right):
    async with anyio.create_task_group() as tg:
        tg.start_soon(_outcome, left(), name="left")
        tg.start_soon(_outcome, right())

import anyio


async def _first_completed(*coros):
    """Return the result of what ends first, or raise its exception, and cancel the others."""
    if not coros:
        raise ValueError("there is nothing to wait for")
    outcomes = []

    async def run(coro):
        try:
            outcomes.append((await coro, None))
        except Exception as exc:
            outcomes.append((None, exc))
        tg.cancel_scope.cancel()

    async with anyio.create_task_group() as tg:
        for coro in coros:
            tg.start_soon(run, coro)
    if not outcomes:
        raise anyio.get_cancelled_exc_class()
    result, exc = outcomes[0]
    if exc is not None:
        raise exc
    return result


async def first_of(functions, close):
    try:
        await close.ready()
        tasks = [f() for f in functions]
        await _first_completed(*tasks)
    finally:
        await close()

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


async def _outcome(coro):
    """Return the result or the exception of a coroutine."""
    try:
        return await coro
    except Exception as exc:
        return exc


async def race(left, right):
    first = left()
    second = right()
    await _first_completed(_outcome(first), _outcome(second))
    print("end")


async def race_all(functions):
    tasks = [f() for f in functions]
    try:
        await _first_completed(*tasks)
    except OSError:
        print("failed")
    finally:
        print("closed")


async def race_and_stop(functions):
    tasks = [f() for f in functions]
    await _first_completed(*[_outcome(coro) for coro in tasks])

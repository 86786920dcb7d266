import anyio


async def _gather_outcomes(*coros):
    """Await everything concurrently; exceptions are among the results."""
    results: list = [None] * len(coros)

    async def run(index, coro):
        try:
            results[index] = await coro
        except Exception as exc:
            results[index] = exc

    async with anyio.create_task_group() as tg:
        for index, coro in enumerate(coros):
            tg.start_soon(run, index, coro)
    if tg.cancel_scope.cancel_called:
        raise anyio.get_cancelled_exc_class()
    return results


async def fetch(url):
    return url


async def main(urls):
    return await _gather_outcomes(fetch("a"), fetch("b"))

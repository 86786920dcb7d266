import anyio


async def _gather(*coros):
    """Await everything concurrently and raise the first exception as it is."""
    results: list = [None] * len(coros)

    async def run(index, coro):
        results[index] = await coro

    try:
        async with anyio.create_task_group() as tg:
            for index, coro in enumerate(coros):
                tg.start_soon(run, index, coro)
    except ExceptionGroup as excgroup:
        raise excgroup.exceptions[0]
    if tg.cancel_scope.cancel_called:
        raise anyio.get_cancelled_exc_class()
    return results


async def fetch(url):
    return url


async def main(urls):
    return await _gather(fetch("a"), fetch("b"))

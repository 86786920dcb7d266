import anyio
from contextlib import asynccontextmanager


@asynccontextmanager
async def _task_group():
    """Open a task group that raises the first exception as it is."""
    try:
        async with anyio.create_task_group() as tg:
            yield tg
    except ExceptionGroup as excgroup:
        raise excgroup.exceptions[0]
    if tg.cancel_scope.cancel_called:
        raise anyio.get_cancelled_exc_class()


async def _store(results, index, coro):
    """Put the result of a coroutine into its place in a list."""
    results[index] = await coro


async def fetch(url):
    return url


async def fill():
    global pages
    results: list = [None] * 2
    async with _task_group() as tg:
        tg.start_soon(_store, results, 0, fetch(1))
        tg.start_soon(_store, results, 1, fetch(2))
        await fetch("other")
    pages = results


async def local():
    pair: list = [None] * 2
    async with _task_group() as tg:
        tg.start_soon(_store, pair, 0, fetch(1))
        tg.start_soon(_store, pair, 1, fetch(2))
        await fetch("other")
    return pair

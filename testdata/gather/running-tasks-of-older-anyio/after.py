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


async def _outcome(coro):
    """Return the result or the exception of a coroutine."""
    try:
        return await coro
    except Exception as exc:
        return exc


async def fetch(url):
    return url


async def listed(urls):
    async with _task_group() as tg:
        results = []
        for url in urls:
            results.append(None)
            tg.start_soon(_store, results, len(results) - 1, fetch(url))
        await fetch("other")
    return results


async def appended(urls):
    pages = []
    async with _task_group() as tg:
        for url in urls:
            pages.append(None)
            tg.start_soon(_store, pages, len(pages) - 1, fetch(url), name=url)
            await anyio.sleep(0)
        print(len(pages))
    print(pages)


async def named():
    results: list = [None] * 2
    async with _task_group() as tg:
        tg.start_soon(_store, results, 0, _outcome(fetch(1)))
        tg.start_soon(_store, results, 1, _outcome(fetch(2)))
        await fetch("other")
    one, two = results
    return one, two

import anyio
from contextlib import asynccontextmanager


async def _gather(*coros):
    """Run coroutines concurrently and raise the first exception as it is."""
    try:
        return list(await anyio.gather(*coros))
    except ExceptionGroup as excgroup:
        raise excgroup.exceptions[0]


@asynccontextmanager
async def _task_group():
    """Open a task group that raises the first exception as it is, also of a task that is awaited."""
    try:
        async with anyio.create_task_group() as tg:
            yield tg
    except ExceptionGroup as excgroup:
        exc = excgroup.exceptions[0]
        cause = exc.__cause__ if isinstance(exc, anyio.TaskFailed) else None
        raise cause or exc
    if tg.cancel_scope.cancel_called:
        raise anyio.get_cancelled_exc_class()


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


def read(path):
    return path


async def fetch(url):
    return url


async def load(urls, path):
    async with _task_group() as task_group:
        progress = task_group.create_task(fetch("progress"))
        with anyio.fail_after(10):
            pages = await _gather(*[fetch(url) for url in urls])
        text = await anyio.to_thread.run_sync(read, path, abandon_on_cancel=True)
        async with _task_group() as tg:
            tasks = [tg.create_task(fetch("header")), tg.create_task(fetch("footer"))]
        header, footer = [task.return_value for task in tasks]
        print(await progress, pages, text, header, footer)


async def first_of(urls, path):
    tasks = [fetch(url) for url in urls]
    page = await _first_completed(*tasks)
    text = await anyio.to_thread.run_sync(read, path, abandon_on_cancel=True)
    return page, text


async def both(path):
    async with _task_group() as tg:
        left = tg.create_task(fetch("left"))
        right = tg.create_task(fetch("right"))
        log = tg.create_task(fetch("log"))
        text = await anyio.to_thread.run_sync(read, path, abandon_on_cancel=True)
        print(await left, await right, text)
        log.cancel()

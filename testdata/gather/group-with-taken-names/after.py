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


async def fetch(url):
    return url


async def main(urls):
    tg = tasks = 1
    async with _task_group() as task_group:
        task_group.start_soon(fetch, "a")
    async with _task_group() as task_group:
        handles = [task_group.create_task(fetch(tg)), task_group.create_task(fetch(tasks))]
    results = [handle.return_value for handle in handles]
    return results

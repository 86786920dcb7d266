import anyio
import asyncio
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
    await anyio.sleep(0)
    return anyio.get_current_task().name, url


class Fetcher:
    def __init__(self):
        self.task = None

    async def drain(self):
        pending = asyncio.all_tasks()
        current = asyncio.current_task()
        if current is not None:
            pending.discard(current)
        return len(pending)

    def stop(self):
        if self.task is not None:
            self.task.cancel()

    async def fetch_all(self, urls):
        async with _task_group() as tg:
            tasks = [tg.create_task(fetch(url)) for url in urls]
        return [task.return_value for task in tasks]

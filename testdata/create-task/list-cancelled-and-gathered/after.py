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


async def run_for(seconds, workers):
    async with _task_group() as tg:
        tasks = [tg.create_task(worker()) for worker in workers]
        try:
            await anyio.sleep(seconds)
        finally:
            for task in tasks:
                task.cancel()
            for task in tasks:
                await task.wait()
            print("all stopped")

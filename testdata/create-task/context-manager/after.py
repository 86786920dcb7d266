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


@asynccontextmanager
async def polling(app):
    async with _task_group() as tg:
        task = tg.create_task(app.poll())
        yield
        task.cancel()

import anyio
from contextlib import asynccontextmanager


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


async def serve(heartbeat, run):
    async with _task_group() as tg:
        beat = tg.create_task(heartbeat())

        await run()

        beat.cancel()
        await beat.wait()
    print("stopped", beat.status is anyio.TaskHandle.Status.CANCELLED)

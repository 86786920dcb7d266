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


async def left():
    await anyio.sleep(0)


async def right():
    await anyio.sleep(0)


async def ended_together(work, log):
    async with _task_group() as tg:
        task = tg.create_task(work())
        log("started")
        tg.start_soon(left)
        tg.start_soon(right)
        await task


async def returned(work):
    async with _task_group() as tg:
        task = tg.create_task(work())
        # Meanwhile.
        tg.start_soon(left)
        tg.start_soon(right)

        # Then.
        return await task


async def something_follows(work, log):
    async with _task_group() as task_group:
        task = task_group.create_task(work())
        async with _task_group() as tg:
            tg.start_soon(left)
            tg.start_soon(right)
        log("left and right have ended")
        await task


async def in_a_block(work, flag):
    async with _task_group() as task_group:
        task = task_group.create_task(work())
        if flag:
            async with _task_group() as tg:
                tg.start_soon(left)
                tg.start_soon(right)
        await task


async def results_are_read(work):
    async with _task_group() as task_group:
        task = task_group.create_task(work())
        async with _task_group() as tg:
            tasks = [tg.create_task(left()), tg.create_task(right())]
        results = [task.return_value for task in tasks]
        await task
    return results

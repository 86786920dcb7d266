import anyio
import asyncio
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


async def time_limit(a, q):
    async with _task_group() as tg:
        t = tg.create_task(a())
        with anyio.fail_after(1):
            await q()
        await t


async def ended_in_any_order(a, q, log):
    async with _task_group() as tg:
        t = tg.create_task(a())
        async with anyio.as_completed(a(), q()) as completed:
            async for c in completed:
                log(await c)
        await t


async def timeout_as_a_block(a, q, log):
    async with _task_group() as tg:
        t = tg.create_task(a())
        try:
            with anyio.fail_after(1):
                await q()
        except TimeoutError:
            log()
        await t


async def groups_of_their_own(a, xs, log):
    async with _task_group() as task_group:
        t = task_group.create_task(a())
        async with _task_group() as tg:
            for x in xs:
                tg.start_soon(log, x)
                await log(1)
        async with _task_group() as tg:
            tasks2 = [tg.create_task(log(x)) for x in xs]
            await log(2)
        r = [task.return_value for task in tasks2]
        return r, await t


async def last_of_the_block(work, other):
    task = asyncio.create_task(work())
    await other(task.done())
    await asyncio.wait_for(task, 5)

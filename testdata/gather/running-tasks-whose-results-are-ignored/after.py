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


async def _outcome(coro):
    """Return the result or the exception of a coroutine."""
    try:
        return await coro
    except Exception as exc:
        return exc


async def listed(items, work, meanwhile):
    async with _task_group() as tg:
        for item in items:
            tg.start_soon(work, item)
        await meanwhile()


async def listed_by_keyword(items, work, meanwhile):
    async with _task_group() as tg:
        for item in items:
            if item:
                tg.start_soon(_outcome, work(item=item), name=item)
        await meanwhile()


async def named(work, meanwhile):
    async with _task_group() as tg:
        tg.create_task(work(1))
        tg.create_task(
            work(2),
            name="second",
        )
        await meanwhile()


async def looked_at(items, work, meanwhile):
    async with _task_group() as tg:
        tasks = [tg.create_task(work(item)) for item in items]
        await meanwhile(len(tasks))


async def variable_means_something_else(items, work, meanwhile):
    item = await meanwhile()
    async with _task_group() as tg:
        tasks = [tg.create_task(work(item)) for item in items]
        await meanwhile()
    return item

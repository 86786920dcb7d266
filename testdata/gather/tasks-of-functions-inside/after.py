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


async def resolve(plan, find):
    plan.prepare()
    found = {}

    def schedule():
        for name in plan.get_ready():
            tg.start_soon(worker, name)

    async def worker(name):
        found[name] = await find(name)
        plan.done(name)
        schedule()

    async with _task_group() as tg:
        schedule()
    return found


async def start_all(names, work):
    def start(name):
        tg.create_task(
            work(name, level=1),
            name=name,
        )

    async with _task_group() as tg:
        for name in names:
            start(name)
        tg.create_task(
            work("last", level=2),
        )


async def start_quietly(names, work):
    def start(name):
        tg.start_soon(_outcome, work(name))

    async with _task_group() as tg:
        for name in names:
            start(name)

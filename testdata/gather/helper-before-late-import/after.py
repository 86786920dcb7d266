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


def notice(text):
    print(text)


from contextlib import asynccontextmanager


@asynccontextmanager
async def opened():
    yield


async def f(x):
    return x


async def both():
    async with _task_group() as tg:
        tasks = [tg.create_task(f(1)), tg.create_task(f(2))]
    first, second = [task.return_value for task in tasks]
    return first + second

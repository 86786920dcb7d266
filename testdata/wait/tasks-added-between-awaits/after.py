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


async def update(devices, lookup, see, log):
    try:
        async with _task_group() as tg:
            for device in devices:
                name = await lookup(device)
                if name is None:
                    continue

                tg.start_soon(
                    _outcome, see(device, name=name)
                )
                tg.start_soon(
                    _outcome,
                    see(
                        device,
                        name="again",
                    )
                )

    except OSError:
        log("error")


async def annotated(devices, see):
    async with _task_group() as tg:
        for device in devices:
            tg.start_soon(_outcome, see(device))


async def waits_for_earlier_ones_again(rounds, lookup, see):
    for devices in rounds:
        async with _task_group() as tg:
            for device in devices:
                tg.start_soon(_outcome, see(await lookup(device)))


async def something_else_is_done(devices, lookup, see):
    tasks = []
    async with _task_group() as tg:
        for device in devices:
            tasks.append(tg.create_task(_outcome(see(await lookup(device)))))
        if tasks:
            for task in tasks:
                await task.wait()
        else:
            await lookup(None)

import anyio
import signal
from contextlib import asynccontextmanager


@asynccontextmanager
async def _signal_handlers():
    """Give a function that has another one called for each signal until the block ends."""

    async def receive(signum, callback, args, *, task_status):
        with anyio.open_signal_receiver(signum) as signals:
            task_status.started()
            async for _ in signals:
                callback(*args)

    async def add(signum, callback, *args):
        await tg.start(receive, signum, callback, args)

    try:
        async with anyio.create_task_group() as tg:
            yield add
            tg.cancel_scope.cancel()
    except BaseExceptionGroup as excgroup:
        raise excgroup.exceptions[0]


async def main():
    stop = anyio.Event()
    async with _signal_handlers() as on_signal:
        for sig in (signal.SIGTERM, signal.SIGINT):
            await on_signal(sig, stop.set)
        await stop.wait()


anyio.run(main)

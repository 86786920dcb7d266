import anyio
import asyncio
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


def report(name, stop):
    print(name)
    stop.set()


async def main():
    """Wait for a signal."""
    stop = asyncio.Event()
    async with _signal_handlers() as on_signal:
        try:
            await on_signal(signal.SIGTERM, report, "term", stop)
        except NotImplementedError:
            pass
        # the other one
        await on_signal(signal.SIGHUP, lambda: report("hup", stop))
        await stop.wait()
        if stop.is_set():
            return 1
        return 0


if __name__ == "__main__":
    raise SystemExit(anyio.run(main))

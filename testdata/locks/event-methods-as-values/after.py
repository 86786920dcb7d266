import anyio
import signal


async def main(loop, on_exit):
    stop = anyio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    on_exit(stop.is_set)
    await stop.wait()

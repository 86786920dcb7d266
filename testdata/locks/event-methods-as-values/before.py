import asyncio
import signal


async def main(loop, on_exit):
    stop = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    on_exit(stop.is_set)
    await stop.wait()

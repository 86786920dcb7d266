import anyio
import asyncio
import signal


async def main():
    loop = asyncio.get_running_loop()
    stop = anyio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    await stop.wait()

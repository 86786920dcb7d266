import asyncio
import signal


async def serve(stop):
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await stop.wait()
    loop.remove_signal_handler(signal.SIGTERM)

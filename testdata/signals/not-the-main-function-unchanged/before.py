import asyncio
import signal


async def watch(stop):
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stop.set)


async def main():
    stop = asyncio.Event()
    await watch(stop)
    await stop.wait()


asyncio.run(main())

import anyio
import asyncio
import signal


async def main():
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, print, 1)
    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, print, 2)
    await anyio.sleep(1)


anyio.run(main)
anyio.run(main)

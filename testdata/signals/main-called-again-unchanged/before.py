import asyncio
import signal


async def main():
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, print, 1)
    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, print, 2)
    await asyncio.sleep(1)


asyncio.run(main())
asyncio.run(main())

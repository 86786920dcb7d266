import asyncio
import threading


async def main(register):
    loop = asyncio.get_running_loop()

    def report():
        loop.call_soon_threadsafe(print, 1)

    threading.Thread(target=report).start()
    report()
    register(report)

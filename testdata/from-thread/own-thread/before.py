import asyncio
import threading


async def work(n, scale=1):
    return n * scale


async def main():
    loop = asyncio.get_running_loop()

    def blocking():
        asyncio.run_coroutine_threadsafe(work(5), loop).result()
        loop.call_soon_threadsafe(print, 1)

    threading.Thread(target=blocking).start()

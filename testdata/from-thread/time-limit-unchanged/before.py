import asyncio
import threading


async def work():
    return 1


def worker(loop):
    asyncio.run_coroutine_threadsafe(work(), loop).result(timeout=5)


async def main():
    loop = asyncio.get_running_loop()
    threading.Thread(target=worker, args=(loop,)).start()

import asyncio
import threading


async def work():
    return 1


async def main():
    loop = asyncio.get_running_loop()

    def blocking():
        return asyncio.run_coroutine_threadsafe(work(), loop).result()

    threading.Thread(target=blocking).start()

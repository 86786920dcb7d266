import asyncio
import threading


async def work():
    return 1


async def main():
    loop = asyncio.get_running_loop()
    loop.set_debug(True)

    def blocking():
        return asyncio.run_coroutine_threadsafe(work(), loop).result()

    threading.Thread(target=blocking).start()


def later():
    loop = asyncio.get_event_loop()

    def blocking():
        return asyncio.run_coroutine_threadsafe(work(), loop).result()

    threading.Thread(target=blocking).start()

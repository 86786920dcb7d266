import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor


async def work(n):
    return n


def worker(loop, results):
    future = asyncio.run_coroutine_threadsafe(work(2), loop)
    results.append(future.result())


def other(results, loop):
    pending = asyncio.run_coroutine_threadsafe(work(3), loop)
    value = pending.result()
    results.append(value)
    report(loop, value)


def report(loop, value):
    loop.call_soon_threadsafe(print, value)


async def main():
    loop = asyncio.get_running_loop()
    results = []
    threading.Thread(target=worker, args=(loop, results)).start()
    with ThreadPoolExecutor() as pool:
        pool.submit(other, results, loop)

import anyio
import threading
from anyio.lowlevel import current_token
from concurrent.futures import ThreadPoolExecutor


async def work(n):
    return n


def worker(loop, results):
    future = anyio.from_thread.run(work, 2, token=loop)
    results.append(future)


def other(results, loop):
    value = anyio.from_thread.run(work, 3, token=loop)
    results.append(value)
    report(loop, value)


def report(loop, value):
    anyio.from_thread.run_sync(print, value, token=loop)


async def main():
    loop = current_token()
    results = []
    threading.Thread(target=worker, args=(loop, results)).start()
    with ThreadPoolExecutor() as pool:
        pool.submit(other, results, loop)

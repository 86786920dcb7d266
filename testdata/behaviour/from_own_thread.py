# after: anyio only
import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor


async def work(n, scale=1):
    await asyncio.sleep(0.01)
    if n < 0:
        raise ValueError(n)
    return n * scale


def worker(loop, results):
    future = asyncio.run_coroutine_threadsafe(work(2, scale=3), loop)
    results.append(future.result())
    fut = asyncio.run_coroutine_threadsafe(work(5), loop)
    value = fut.result()
    results.append(value)
    try:
        asyncio.run_coroutine_threadsafe(work(-1), loop).result()
    except ValueError as error:
        results.append(error)
    loop.call_soon_threadsafe(results.append, "called")


class Bridge:
    def __init__(self):
        self.loop: asyncio.AbstractEventLoop | None = None
        self.done = asyncio.Event()

    async def start(self):
        self.loop = asyncio.get_running_loop()
        thread = threading.Thread(target=self._run)
        thread.start()
        await self.done.wait()

    def _run(self):
        print(asyncio.run_coroutine_threadsafe(work(7), self.loop).result())
        self.loop.call_soon_threadsafe(self.done.set)


async def main():
    loop = asyncio.get_running_loop()
    results = []
    thread = threading.Thread(target=worker, args=(loop, results))
    thread.start()
    await asyncio.to_thread(thread.join)
    await asyncio.sleep(0.01)
    print(results)
    await Bridge().start()


asyncio.run(main())

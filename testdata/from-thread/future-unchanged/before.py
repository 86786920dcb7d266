import asyncio


async def work(n, scale=1):
    return n * scale


async def main():
    loop = asyncio.get_running_loop()

    def kept():
        future = asyncio.run_coroutine_threadsafe(work(5), loop)
        return future.result()

    def limited():
        return asyncio.run_coroutine_threadsafe(work(5), loop).result(2)

    def given(coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, loop).result()

    await asyncio.to_thread(kept)
    await asyncio.to_thread(limited)
    await asyncio.to_thread(given, work(1))

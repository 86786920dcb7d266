import asyncio


async def work(n, scale=1):
    return n * scale


async def main():
    loop = asyncio.get_running_loop()
    seen = []

    def blocking():
        loop.call_soon_threadsafe(seen.append, 1)
        return asyncio.run_coroutine_threadsafe(work(5), loop).result()

    print(await asyncio.to_thread(blocking), seen)

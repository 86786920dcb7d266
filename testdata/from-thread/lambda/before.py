import asyncio


async def work(n, scale=1):
    return n * scale


async def main():
    loop = asyncio.get_running_loop()
    return await asyncio.to_thread(lambda: asyncio.run_coroutine_threadsafe(work(1), loop).result())

import asyncio


async def work(n, scale=1):
    return n * scale


async def main():
    loop = asyncio.get_event_loop()

    def blocking(n):
        return asyncio.run_coroutine_threadsafe(work(n, scale=2), loop=loop).result(timeout=None)

    return await loop.run_in_executor(None, blocking, 4)

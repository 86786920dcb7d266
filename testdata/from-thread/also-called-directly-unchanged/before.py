import asyncio


async def work(n, scale=1):
    return n * scale


async def main():
    loop = asyncio.get_running_loop()

    def blocking():
        loop.call_soon_threadsafe(print, 1)

    blocking()
    await asyncio.to_thread(blocking)

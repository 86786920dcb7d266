import anyio
import asyncio


async def work(n, scale=1):
    return n * scale


async def main():
    loop = asyncio.get_running_loop()

    def blocking(n):
        result = asyncio.run_coroutine_threadsafe(
            work(
                n,
                2,
            ),
            loop,
        ).result()
        other = asyncio.run_coroutine_threadsafe(
            work(n), loop
        ).result()
        return result, other

    return await anyio.to_thread.run_sync(blocking, 4, abandon_on_cancel=True)

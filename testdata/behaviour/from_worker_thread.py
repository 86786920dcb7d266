# after: anyio only
import asyncio


async def work(n, scale=1):
    await asyncio.sleep(0)
    if n < 0:
        raise ValueError(n)
    return n * scale


async def main():
    loop = asyncio.get_running_loop()
    seen = []

    def blocking(n):
        loop.call_soon_threadsafe(seen.append, n)
        try:
            return asyncio.run_coroutine_threadsafe(work(n, scale=3), loop).result()
        except ValueError as error:
            return repr(error)

    for n in (2, -1):
        print(await asyncio.to_thread(blocking, n), seen)
    print(await loop.run_in_executor(None, blocking, 7), seen)


asyncio.run(main())

# after: asyncio stays
import asyncio
from concurrent.futures import ThreadPoolExecutor


async def call(executor, function, *arguments):
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(executor, function, *arguments)


async def main():
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="own") as pool:
        print(await call(pool, sum, [1, 2]))
        print(pool.submit(max, 1, 2).result())
    print(await call(None, min, 3, 4))


asyncio.run(main())

import asyncio
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(4)


async def read(key):
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(pool, key.load)

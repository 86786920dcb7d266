import asyncio
from concurrent.futures import ThreadPoolExecutor


async def read(key):
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(2) as pool:
        return await loop.run_in_executor(pool, key.load)

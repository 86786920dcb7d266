import asyncio
import concurrent.futures
from typing import Final

POOL: Final = concurrent.futures.ThreadPoolExecutor(4)


async def read(key):
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(executor=POOL, func=key.load)

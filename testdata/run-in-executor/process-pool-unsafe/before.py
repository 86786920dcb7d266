import asyncio
from concurrent.futures import ProcessPoolExecutor


async def crunch(numbers):
    loop = asyncio.get_running_loop()
    pool = ProcessPoolExecutor(2)
    total = await loop.run_in_executor(pool, sum, numbers)
    pool.shutdown()
    return total

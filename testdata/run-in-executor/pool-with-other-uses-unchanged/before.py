import asyncio
from concurrent.futures import ThreadPoolExecutor

first = ThreadPoolExecutor(4)
second = ThreadPoolExecutor()
third = ThreadPoolExecutor(1, initializer=print)
fourth = ThreadPoolExecutor(2)


async def read(key):
    loop = asyncio.get_running_loop()
    first.submit(key.touch)
    await loop.run_in_executor(first, key.load)
    await asyncio.get_running_loop().run_in_executor(second, key.load)
    await asyncio.get_running_loop().run_in_executor(third, key.load)
    return fourth.map(key.load, range(3))


async def mixed(key):
    fifth = ThreadPoolExecutor(2)
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(fifth, key.load)
    return loop.create_future()

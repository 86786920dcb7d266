import asyncio
from concurrent.futures import ThreadPoolExecutor


class Store:
    def __init__(self, size):
        self._pool = ThreadPoolExecutor(max_workers=size, thread_name_prefix="store")

    async def read(self, key):
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, load, key)

    async def write(self, key, value):
        await asyncio.get_running_loop().run_in_executor(
            self._pool,
            save,
            key,
            value,
        )

    def close(self):
        self._pool.shutdown(wait=True)

# after: anyio only
import asyncio

import anyio


class Pool:
    limit = 3

    def __init__(self):
        self._slots = asyncio.Semaphore(self.limit)
        self.active = self.most = 0

    async def fetch(self, key):
        async with self._slots:
            self.active += 1
            self.most = max(self.most, self.active)
            await asyncio.sleep(0.001)
            self.active -= 1
            return key

    async def reserve(self):
        await self._slots.acquire()
        self._slots.release()


async def main():
    pool = Pool()
    async with anyio.create_task_group() as group:
        for key in range(7):
            group.start_soon(pool.fetch, key)
    await pool.reserve()
    print(pool.most, pool.active)


asyncio.run(main())

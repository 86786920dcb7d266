# after: anyio only
import asyncio

import anyio


class Counter:
    def __init__(self):
        self._lock = asyncio.Lock()
        self.value = 0

    async def add(self, amount):
        async with self._lock:
            before = self.value
            await asyncio.sleep(0)
            self.value = before + amount

    async def drain(self):
        await self._lock.acquire()
        try:
            value, self.value = self.value, 0
            return value
        finally:
            self._lock.release()

    def busy(self):
        return self._lock.locked()


async def main():
    counter = Counter()
    async with anyio.create_task_group() as group:
        for amount in range(10):
            group.start_soon(counter.add, amount)
    print(counter.value, counter.busy())
    print(await counter.drain(), counter.value)


asyncio.run(main())

# after: anyio only
import asyncio

import anyio


class Buffer:
    def __init__(self, size):
        self._lock = asyncio.Lock()
        self._not_full = asyncio.Condition(self._lock)
        self._not_empty = asyncio.Condition(self._lock)
        self._size = size
        self._items = []

    async def put(self, item):
        async with self._not_full:
            while len(self._items) >= self._size:
                await self._not_full.wait()
            self._items.append(item)
            self._not_empty.notify()

    async def get(self):
        async with self._not_empty:
            while not self._items:
                await self._not_empty.wait()
            self._not_full.notify()
            return self._items.pop(0)

    async def length(self):
        async with self._lock:
            return len(self._items)


async def main():
    buffer = Buffer(1)

    async def produce():
        for item in range(4):
            await buffer.put(item)

    async with anyio.create_task_group() as group:
        group.start_soon(produce)
        print([await buffer.get() for _ in range(4)])
    print(await buffer.length())


asyncio.run(main())

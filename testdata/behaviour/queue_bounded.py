# after: anyio only
import asyncio

import anyio


class Buffer:
    def __init__(self) -> None:
        self.items: asyncio.Queue[int] = asyncio.Queue(maxsize=2)

    async def fill(self, count: int) -> None:
        for number in range(count):
            await self.items.put(number)
            print("put", number)

    async def next(self) -> int:
        return await self.items.get()

    def offer(self, item: int) -> bool:
        try:
            self.items.put_nowait(item)
        except asyncio.QueueFull:
            return False
        return True

    def drain(self) -> list[int]:
        found = []
        try:
            while True:
                found.append(self.items.get_nowait())
        except asyncio.QueueEmpty:
            return found

    def report(self) -> None:
        print(self.items.qsize(), self.items.empty(), not self.items.empty(), self.items.full())


async def main() -> None:
    buffer = Buffer()
    buffer.report()
    print([buffer.offer(number) for number in range(4)])
    buffer.report()
    print(buffer.drain())
    async with anyio.create_task_group() as group:
        group.start_soon(buffer.fill, 5)
        await anyio.sleep(0.05)
        buffer.report()
        received = []
        while len(received) < 5:
            received.append(await buffer.next())
        print(received)


asyncio.run(main())

# after: anyio only
import asyncio

import anyio


async def main():
    lock = asyncio.Lock()
    inside = []
    most = 0

    async def enter(number):
        nonlocal most
        async with lock:
            inside.append(number)
            most = max(most, len(inside))
            await asyncio.sleep(0.001)
            inside.remove(number)

    async with anyio.create_task_group() as group:
        for number in range(5):
            group.start_soon(enter, number)
    print(most, inside, lock.locked())


asyncio.run(main())

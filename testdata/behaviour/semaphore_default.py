# after: any
import asyncio

import anyio


async def main():
    one = asyncio.Semaphore()
    two = asyncio.Semaphore(2)
    inside = {"one": 0, "two": 0}
    most = dict(inside)

    async def enter(name, semaphore):
        async with semaphore:
            inside[name] += 1
            most[name] = max(most[name], inside[name])
            await asyncio.sleep(0.001)
            inside[name] -= 1

    async with anyio.create_task_group() as group:
        for _ in range(4):
            group.start_soon(enter, "one", one)
            group.start_soon(enter, "two", two)
    print(most)


asyncio.run(main())

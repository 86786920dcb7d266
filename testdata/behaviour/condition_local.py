# after: anyio only
import asyncio

import anyio


async def main():
    changed = asyncio.Condition()
    items = []

    async def take(count):
        async with changed:
            while len(items) < count:
                await changed.wait()
            print("took", items[:count])

    async with anyio.create_task_group() as group:
        group.start_soon(take, 2)
        for item in range(2):
            await asyncio.sleep(0.002)
            async with changed:
                items.append(item)
                changed.notify_all()


asyncio.run(main())

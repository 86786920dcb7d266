# after: any
import asyncio

import anyio


class State:
    def __init__(self):
        self.value = 0
        self.changed = asyncio.Condition()

    async def set(self, value):
        async with self.changed:
            self.value = value
            self.changed.notify_all()

    async def reach(self, least):
        async with self.changed:
            return await self.changed.wait_for(lambda: self.value >= least and self.value)


async def main():
    state = State()

    async def drive():
        for value in range(1, 5):
            await asyncio.sleep(0.001)
            await state.set(value)

    async with anyio.create_task_group() as group:
        group.start_soon(drive)
        print(await state.reach(3) >= 3)
    print(state.value)


asyncio.run(main())

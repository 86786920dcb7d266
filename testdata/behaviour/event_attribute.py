# after: anyio only
import asyncio

import anyio


class Service:
    def __init__(self):
        self.stopped = asyncio.Event()

    async def run(self):
        rounds = 0
        while not self.stopped.is_set():
            rounds += 1
            if rounds == 3:
                self.stopped.set()
            await asyncio.sleep(0)
        return rounds

    async def join(self):
        await self.stopped.wait()
        print("joined")


async def main():
    service = Service()
    async with anyio.create_task_group() as group:
        group.start_soon(service.join)
        print(await service.run())


asyncio.run(main())

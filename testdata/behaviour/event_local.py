# after: anyio only
import asyncio

import anyio


async def main():
    started = asyncio.Event()
    log = []

    async def waiter(name):
        await started.wait()
        log.append(name)

    async with anyio.create_task_group() as group:
        for name in ("b", "a"):
            group.start_soon(waiter, name)
        await asyncio.sleep(0.005)
        print(log, started.is_set())
        started.set()
    print(sorted(log), started.is_set())
    started.set()
    await started.wait()


asyncio.run(main())

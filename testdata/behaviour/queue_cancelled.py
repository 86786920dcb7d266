# after: anyio only
import asyncio

import anyio


async def produce(queue, count):
    for number in range(count):
        await queue.put(number)
        await asyncio.sleep(0.02)
    await queue.put(None)


async def consume(queue):
    received = []
    while (item := await queue.get()) is not None:
        received.append(item)
    return received


async def main():
    queue: asyncio.Queue[int | None] = asyncio.Queue()
    try:
        async with asyncio.timeout(0.02):
            print(await queue.get())
    except TimeoutError:
        print("nothing in time")

    # Nothing is lost when a waiting getter is cancelled.
    with anyio.move_on_after(0.02):
        await queue.get()
    await produce(queue, 3)
    print(await consume(queue))

    full: asyncio.Queue[str] = asyncio.Queue(1)
    full.put_nowait("first")
    with anyio.move_on_after(0.02) as scope:
        await full.put("second")
    print(scope.cancelled_caught, full.qsize(), await full.get(), full.empty())

    async def fail():
        await asyncio.sleep(0.01)
        raise ValueError("broken")

    async def wait():
        try:
            await full.get()
        finally:
            print("stopped waiting")

    try:
        async with anyio.create_task_group() as group:
            group.start_soon(fail)
            group.start_soon(wait)
    except ExceptionGroup as error:
        print(error.exceptions)


asyncio.run(main())

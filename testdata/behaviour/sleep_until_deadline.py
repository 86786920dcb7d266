# after: anyio only
import asyncio
import time


async def main():
    started = time.monotonic()
    deadline = started - 5
    await asyncio.sleep(deadline - started)
    await asyncio.sleep(-1)
    print("late", time.monotonic() - started < 1)
    deadline = time.monotonic() + 0.02
    await asyncio.sleep(deadline - time.monotonic())
    print("in time", time.monotonic() >= deadline)


asyncio.run(main())

# after: anyio only
import asyncio
from asyncio import sleep


class Clock:
    async def sleep(self, delay):
        print("own sleep", delay)


def inner(asyncio, sleep):
    return asyncio.sleep(1), sleep


async def main():
    clock = Clock()
    first, second = inner(clock, "text")
    await first
    print(second)
    await sleep(0)
    await asyncio.sleep(0)
    print([asyncio for asyncio in range(2)])


asyncio.run(main())

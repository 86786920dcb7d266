# after: anyio only
import asyncio


async def work(value):
    await asyncio.sleep(value / 10)
    return value


async def first_of(coros):
    for item in asyncio.as_completed(coros):
        return await item
    return "none"


async def main():
    for item in asyncio.as_completed([work(5), work(1), work(3)]):
        print(await item)
    print(await first_of([work(4), work(2)]), await first_of([]))
    try:
        async with asyncio.timeout(0.01):
            await first_of([work(500), work(600)])
    except TimeoutError:
        print("timeout")


asyncio.run(main())

# after: anyio only
import asyncio

PAUSE = 0.001


async def main():
    for delay in (0, 0.0, True, PAUSE):
        print("slept", await asyncio.sleep(delay))
    await asyncio.sleep(delay=0)
    print("slept by keyword")


asyncio.run(main())

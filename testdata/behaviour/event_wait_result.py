# after: any
import asyncio


async def main():
    event = asyncio.Event()
    event.set()
    print(await event.wait())
    if await event.wait():
        print("set")


asyncio.run(main())

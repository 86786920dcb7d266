# after: any
import asyncio


async def main():
    lock = asyncio.Lock()
    if await lock.acquire():
        print("acquired", lock.locked())
    lock.release()
    got = await lock.acquire()
    print(got)
    lock.release()
    try:
        lock.release()
    except RuntimeError:
        print("not held")


asyncio.run(main())

# after: anyio only
import asyncio


async def main():
    semaphore = asyncio.BoundedSemaphore(2)
    async with semaphore:
        print("inside")
    await semaphore.acquire()
    semaphore.release()
    try:
        semaphore.release()
    except ValueError:
        print("released too often")


asyncio.run(main())

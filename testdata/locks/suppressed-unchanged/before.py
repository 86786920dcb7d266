import asyncio


async def main(job):
    lock = asyncio.Lock()  # asyncio2anyio: ignore[locks]
    await lock.acquire()
    await job()
    lock.release()

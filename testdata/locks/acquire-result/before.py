import asyncio


async def main(work):
    lock = asyncio.Lock()
    if await lock.acquire():
        await work()
    lock.release()
    taken = await lock.acquire()
    lock.release()
    assert await lock.acquire()
    lock.release()
    return taken

import asyncio


async def main(work):
    lock = asyncio.Lock()
    await lock.acquire()
    try:
        await work()
    finally:
        lock.release()
    return lock.locked()

import anyio


async def main(work):
    lock = anyio.Lock()
    await lock.acquire()
    try:
        await work()
    finally:
        lock.release()
    return lock.locked()

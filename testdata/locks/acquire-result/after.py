import anyio


async def main(work):
    lock = anyio.Lock()
    await lock.acquire()
    if True:
        await work()
    lock.release()
    await lock.acquire()
    taken = True
    lock.release()
    await lock.acquire()
    assert True
    lock.release()
    return taken

import anyio


async def main(job):
    lock = anyio.Lock()
    done: anyio.Event = anyio.Event()
    async with lock:
        await job(done.is_set())
    done.set()

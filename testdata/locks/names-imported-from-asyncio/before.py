from asyncio import Event, Lock


async def main(job):
    lock = Lock()
    done: Event = Event()
    async with lock:
        await job(done.is_set())
    done.set()

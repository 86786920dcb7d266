import anyio


class Session:
    def __init__(self):
        self.lock = anyio.Lock()

    async def run(self, job):
        async with self.lock:
            await job()


def flush(store):
    with store.lock:
        store.lock.notify_waiters()

import anyio


async def fetch(url, client, lock: anyio.Lock | None = None):
    lock = lock or anyio.Lock()
    async with lock:
        return await client.get(url)


class Client:
    def __init__(self, shared: bool):
        self._lock = shared and anyio.Lock()

    async def close(self):
        if self._lock:
            async with self._lock:
                pass

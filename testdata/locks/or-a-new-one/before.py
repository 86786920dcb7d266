import asyncio


async def fetch(url, client, lock: asyncio.Lock | None = None):
    lock = lock or asyncio.Lock()
    async with lock:
        return await client.get(url)


class Client:
    def __init__(self, shared: bool):
        self._lock = shared and asyncio.Lock()

    async def close(self):
        if self._lock:
            async with self._lock:
                pass

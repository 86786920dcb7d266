import asyncio


class Owners:
    def __init__(self):
        self._lock = asyncio.Lock()
        self._names = {}
        self._names[self._lock] = "main"

    async def run(self, job):
        async with self._lock:
            await job()

import asyncio


class Limits:
    def __init__(self):
        self._limits: dict[str, tuple[int, asyncio.Semaphore]] = {}

    async def run(self, key, size, job):
        if key not in self._limits:
            self._limits[key] = (size, asyncio.Semaphore(size))
        limit = self._limits[key][1]
        async with limit:
            await job()

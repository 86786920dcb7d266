import asyncio


class Locks:
    def __init__(self):
        self.locks: dict[str, asyncio.Lock] = {}

    async def run(self, key, job):
        async with self.locks.setdefault(key, asyncio.Lock()):
            await job()

import asyncio
import threading


class Locks:
    def __init__(self):
        self._locks = [asyncio.Lock(), threading.Lock()]

    async def run(self, job):
        async with self._locks[0]:
            await job()

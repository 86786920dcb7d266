import asyncio
import threading


class Blocking:
    def __init__(self):
        self._lock = threading.Lock()

    def run(self, job):
        with self._lock:
            job()


class Session:
    def __init__(self):
        self._lock = asyncio.Lock()

    async def run(self, job):
        async with self._lock:
            await job()

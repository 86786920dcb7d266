import asyncio

from base import Base


class Derived(Base):
    def __init__(self):
        self.lock = asyncio.Lock()

    def _get_lock(self) -> asyncio.Lock:
        return self.lock

    async def run(self, job):
        async with self._get_lock():
            await job()

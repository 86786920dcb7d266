import asyncio

from base import Base


class Derived(Base):
    def __init__(self):
        super().__init__()
        self.lock = asyncio.Lock()

    async def run(self, job):
        async with self.lock:
            await job()

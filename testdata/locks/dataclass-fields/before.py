import asyncio
from dataclasses import dataclass, field


@dataclass
class Session:
    name: str
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    limit: asyncio.Semaphore = field(default_factory=asyncio.Semaphore, repr=False)
    slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(5))

    async def run(self, job):
        async with self.lock, self.limit, self.slots:
            await job()

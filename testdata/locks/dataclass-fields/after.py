import anyio
from dataclasses import dataclass, field


@dataclass
class Session:
    name: str
    lock: anyio.Lock = field(default_factory=anyio.Lock)
    limit: anyio.Semaphore = field(default_factory=lambda: anyio.Semaphore(1), repr=False)
    slots: anyio.Semaphore = field(default_factory=lambda: anyio.Semaphore(5))

    async def run(self, job):
        async with self.lock, self.limit, self.slots:
            await job()

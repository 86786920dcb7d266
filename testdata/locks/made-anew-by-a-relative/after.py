import anyio

from base import Base


class Derived(Base):
    def __init__(self):
        super().__init__()
        self.lock = anyio.Lock()

    async def run(self, job):
        async with self.lock:
            await job()

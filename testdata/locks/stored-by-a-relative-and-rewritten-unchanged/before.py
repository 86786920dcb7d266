import asyncio

from base import Base


class Derived(Base):
    def __init__(self):
        super().__init__()
        self.limit = asyncio.Semaphore(2)

    def is_full(self):
        return self.limit.locked()

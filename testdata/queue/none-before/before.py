import asyncio
from typing import Optional


class Feed:
    events: Optional[asyncio.Queue[str]] = None

    def __init__(self):
        self.closed = None
        self.errors = None

    async def start(self):
        self.errors = asyncio.Queue()
        self.events = asyncio.Queue()

    async def next(self):
        if self.events is None:
            return None
        if self.errors and not self.errors.empty():
            raise self.errors.get_nowait()
        return await self.events.get()

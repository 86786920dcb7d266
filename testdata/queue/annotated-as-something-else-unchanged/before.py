import asyncio
from typing import Any, Optional


class Feed:
    def __init__(self):
        self.events: Optional[asyncio.Queue[str]] = asyncio.Queue()
        self.other: Any = asyncio.Queue()

    async def next(self):
        return await self.events.get(), await self.other.get()

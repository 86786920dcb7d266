import asyncio
from dataclasses import dataclass, field


@dataclass
class Feed:
    items: asyncio.Queue = field(default_factory=asyncio.Queue)

    async def next(self):
        return await self.items.get()

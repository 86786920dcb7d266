from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from library import Event


class Feed:
    def __init__(self):
        self.events: asyncio.Queue[Event | None] = asyncio.Queue()
        self.names: asyncio.Queue[dict[str, int]] = asyncio.Queue()
        self.rest: "asyncio.Queue[Event]" = asyncio.Queue(5)

    async def next(self):
        return await self.events.get(), await self.names.get(), await self.rest.get()

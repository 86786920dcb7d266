import asyncio
import typing
from typing import Final


class Feed:
    def __init__(self):
        self.events: Final[asyncio.Queue[str]] = asyncio.Queue()
        self.errors: typing.Final[asyncio.Queue] = asyncio.Queue()

    async def next(self):
        return await self.events.get(), await self.errors.get()

import asyncio

OWNERS = {}


class Room:
    async def enter(self, key):
        self.owner = asyncio.current_task()
        OWNERS[asyncio.current_task()] = key

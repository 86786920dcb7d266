import asyncio


class Inbox:
    def __init__(self):
        self.changed = asyncio.Condition()

    async def get(self, is_ready):
        async with self.changed:
            await self.changed.wait_for(is_ready)
            return True

import asyncio


class Inbox:
    def __init__(self):
        self.changed = asyncio.Condition()
        self.items = []

    async def get(self):
        async with self.changed:
            await self.changed.wait()

    def add(self, item):
        self.items.append(item)
        self.changed.notify_all()

import asyncio


class Inbox:
    def __init__(self):
        self.changed = asyncio.Condition()
        self.items = []

    async def put(self, item):
        async with self.changed:
            self.items.append(item)
            self.changed.notify_all()

    async def get(self):
        async with self.changed:
            while not self.items:
                await self.changed.wait()
            await self.changed.wait_for(lambda: self.items)
            return self.items.pop()

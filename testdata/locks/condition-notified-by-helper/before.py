import asyncio


class Inbox:
    def __init__(self):
        self.changed = asyncio.Condition()
        self.items = []

    async def put(self, item):
        async with self.changed:
            self._add(item)

    def _add(self, item):
        self.items.append(item)
        self.changed.notify_all()

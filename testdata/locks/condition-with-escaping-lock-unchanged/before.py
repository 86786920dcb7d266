import asyncio


class Inbox:
    def __init__(self, registry):
        self.lock = asyncio.Lock()
        self.changed = asyncio.Condition(self.lock)
        registry.append(self.lock)

    async def put(self):
        async with self.changed:
            self.changed.notify_all()

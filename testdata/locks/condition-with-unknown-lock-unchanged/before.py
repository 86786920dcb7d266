import asyncio


class Inbox:
    def __init__(self, lock):
        self.changed = asyncio.Condition(lock)

    async def put(self):
        async with self.changed:
            self.changed.notify_all()

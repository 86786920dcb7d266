import asyncio


class Pool:
    lock = None

    def __init__(self, other):
        self.lock = asyncio.Lock()
        type(self).lock = other

    async def use(self):
        async with self.lock:
            pass

import anyio


class Inbox:
    def __init__(self):
        self.changed = anyio.Condition()

    async def get(self, is_ready):
        async with self.changed:
            while not is_ready():
                await self.changed.wait()
            return True

import asyncio


class Gate:
    def __init__(self):
        self.open = asyncio.Event()

    async def passed(self):
        return await self.open.wait()

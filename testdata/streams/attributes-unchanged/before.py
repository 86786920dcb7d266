import asyncio


class Client:
    async def connect(self):
        self.reader, self.writer = await asyncio.open_connection("localhost", 80)

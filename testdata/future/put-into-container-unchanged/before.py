import asyncio


class Calls:
    def __init__(self):
        self.pending = {}

    async def call(self, number):
        future = asyncio.get_running_loop().create_future()
        self.pending[number] = future
        return await future

import asyncio


class Pages:
    def __init__(self, client):
        self.lock = asyncio.Lock()
        self.client = client

    async def __aiter__(self):
        async with self.lock:
            for page in await self.client.pages():
                yield page

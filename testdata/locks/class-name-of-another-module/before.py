import asyncio


class Client:
    def __init__(self):
        self._locks: dict[str, asyncio.Lock] = {}

    async def fetch(self, url, session):
        async with self._locks.setdefault(url, asyncio.Lock()):
            return await session.get(url)

import anyio


class Client:
    def __init__(self):
        self._locks: dict[str, anyio.Lock] = {}

    async def fetch(self, url, session):
        async with self._locks.setdefault(url, anyio.Lock()):
            return await session.get(url)

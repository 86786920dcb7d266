import anyio


class Token:
    _lock: anyio.Lock | None = None

    @staticmethod
    async def refresh(client):
        if Token._lock is None:
            Token._lock = anyio.Lock()
        async with Token._lock:
            return await client.refresh()

    async def drop(self, client):
        if self.__class__._lock is None:
            self.__class__._lock = anyio.Lock()
        async with self._lock:
            await client.drop()

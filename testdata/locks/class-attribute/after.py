import anyio


class Session:
    _lock = anyio.Lock()

    @classmethod
    async def open(cls, connect):
        async with cls._lock:
            return await connect()

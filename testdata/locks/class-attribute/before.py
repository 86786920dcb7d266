import asyncio


class Session:
    _lock = asyncio.Lock()

    @classmethod
    async def open(cls, connect):
        async with cls._lock:
            return await connect()

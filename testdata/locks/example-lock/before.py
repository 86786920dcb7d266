import asyncio


class Cache:
    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._values: dict[str, int] = {}

    async def get(self, key: str) -> int:
        async with self._lock:
            return self._values.setdefault(key, len(key))

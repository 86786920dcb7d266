import asyncio


class Session:
    def __init__(self):
        self._lock: asyncio.Lock | None = None

    @property
    def lock(self) -> asyncio.Lock:
        if self._lock is None:
            self._lock = asyncio.Lock()
        return self._lock

    async def send(self, message):
        async with self.lock:
            await message.send()

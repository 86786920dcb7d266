import anyio


class Session:
    def __init__(self):
        self._lock: anyio.Lock | None = None

    @property
    def lock(self) -> anyio.Lock:
        if self._lock is None:
            self._lock = anyio.Lock()
        return self._lock

    async def send(self, message):
        async with self.lock:
            await message.send()

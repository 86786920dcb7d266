import anyio

from app import Gate


class Client:
    def __init__(self, strict):
        self._lock = anyio.Lock()
        self._strict = strict

    def _guard(self):
        return self._lock if self._strict else Gate()

    async def run(self, job):
        async with self._guard():
            await job()

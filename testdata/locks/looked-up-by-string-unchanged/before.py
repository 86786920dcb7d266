import asyncio


class Session:
    def __init__(self):
        self._lock = asyncio.Lock()

    async def run(self, job):
        async with getattr(self, "_lock"):
            await job()

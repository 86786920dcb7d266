import asyncio


class Session:
    def __init__(self, **options):
        self._lock = asyncio.Lock()
        for name, value in options.items():
            setattr(self, name, value)

    async def run(self, job):
        async with self._lock:
            await job()

import asyncio
import pickle


class Job:
    def __init__(self):
        self._lock = asyncio.Lock()

    def dump(self):
        return pickle.dumps(self._lock)

    async def run(self, step):
        async with self._lock:
            await step()

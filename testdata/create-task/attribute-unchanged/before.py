import asyncio


class Poller:
    async def start(self):
        self._task = asyncio.create_task(self._run())

    async def stop(self):
        self._task.cancel()

    async def _run(self):
        pass

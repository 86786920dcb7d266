import asyncio
import threading


class Bridge:
    def __init__(self):
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=self._run)

    async def start(self):
        self._loop = asyncio.get_running_loop()
        self._thread.start()

    async def work(self):
        return 1

    def _run(self):
        if self._loop is None:
            return
        print(asyncio.run_coroutine_threadsafe(self.work(), self._loop).result())
        self._loop.call_soon_threadsafe(print, "done")

import anyio
import threading
from anyio.lowlevel import EventLoopToken, current_token


class Bridge:
    def __init__(self):
        self._loop: EventLoopToken | None = None
        self._thread = threading.Thread(target=self._run)

    async def start(self):
        self._loop = current_token()
        self._thread.start()

    async def work(self):
        return 1

    def _run(self):
        if self._loop is None:
            return
        print(anyio.from_thread.run(self.work, token=self._loop))
        anyio.from_thread.run_sync(print, "done", token=self._loop)

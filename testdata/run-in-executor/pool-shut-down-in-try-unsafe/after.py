import anyio
import logging


class Service:
    def __init__(self):
        self._pool = anyio.CapacityLimiter(4)

    async def load(self, path):
        return await anyio.to_thread.run_sync(open, path, abandon_on_cancel=True, limiter=self._pool)

    def close(self):
        logging.info("closing")

    def stop(self):
        try:
            pass
        finally:
            logging.info("stopped")

    def halt(self):
        if self.ready():
            pass

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor


class Service:
    def __init__(self):
        self._pool = ThreadPoolExecutor(max_workers=4)

    async def load(self, path):
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, open, path)

    def close(self):
        logging.info("closing")
        if hasattr(self, "_pool"):
            try:
                self._pool.shutdown(wait=False)
            except Exception as error:
                logging.error("pool: %s", error)

    def stop(self):
        try:
            self._pool.shutdown()
        finally:
            logging.info("stopped")

    def halt(self):
        if self.ready():
            self._pool.shutdown()

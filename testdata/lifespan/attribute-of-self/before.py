import asyncio
import logging

from fastapi import FastAPI

from .mail import deliver

logger = logging.getLogger(__name__)
INTERVAL = 60


async def deliver_mail():
    while True:
        try:
            await deliver()
        except asyncio.CancelledError:
            logger.info("no more mail")
            raise
        except Exception:
            logger.exception("mail failed")
        await asyncio.sleep(INTERVAL)


class Server:
    def __init__(self):
        self._task = None
        self.app = FastAPI()

        @self.app.on_event("startup")
        def start():
            self._task = asyncio.create_task(deliver_mail())

        @self.app.on_event("shutdown")
        async def stop():
            logger.info("stopping")
            if self._task and not self._task.done():
                self._task.cancel()
                await asyncio.gather(self._task, return_exceptions=True)

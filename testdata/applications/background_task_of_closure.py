"""An object starts and stops a task in closures, and the task logs its failures itself."""

import asyncio
import logging

from fastapi import FastAPI

log = []
logger = logging.getLogger(__name__)
INTERVAL = 0.01


async def attempt():
    log.append("attempt")
    if len(log) > 2:
        await asyncio.sleep(3600)
    raise OSError("no disk")


async def work():
    while True:
        try:
            await attempt()
        except Exception:
            logger.exception("failed")
        await asyncio.sleep(INTERVAL)


class Server:
    def __init__(self):
        self._task = None
        self.app = FastAPI()

        @self.app.on_event("startup")
        async def start():
            self._task = asyncio.create_task(work())
            await asyncio.sleep(0.1)

        @self.app.on_event("shutdown")
        def stop():
            log.append("stop")
            if self._task:
                self._task.cancel()


app = Server().app

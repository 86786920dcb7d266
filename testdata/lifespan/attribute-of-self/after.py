import anyio
import logging
from contextlib import asynccontextmanager

from fastapi import FastAPI

from .mail import deliver


async def run_in_background(coro):
    """Await a coroutine and log what it raises, so that its task group goes on."""
    try:
        await coro
    except anyio.get_cancelled_exc_class():
        if anyio.current_effective_deadline() == float("-inf"):
            raise
    except Exception:
        logging.getLogger(__name__).exception("background task failed")


logger = logging.getLogger(__name__)
INTERVAL = 60


async def deliver_mail():
    while True:
        try:
            await deliver()
        except anyio.get_cancelled_exc_class():
            logger.info("no more mail")
            raise
        except Exception:
            logger.exception("mail failed")
        await anyio.sleep(INTERVAL)


class Server:
    def __init__(self):
        @asynccontextmanager
        async def lifespan(app: FastAPI):
            async with anyio.create_task_group() as tg:
                start(tg)
                try:
                    yield
                finally:
                    await stop()
                    tg.cancel_scope.cancel()

        self.app = FastAPI(lifespan=lifespan)

        def start(tg):
            tg.create_task(run_in_background(deliver_mail()))

        async def stop():
            logger.info("stopping")

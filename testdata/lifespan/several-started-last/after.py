import anyio
import logging
from contextlib import asynccontextmanager

from fastapi import FastAPI

from .database import connect
from .mail import clean, deliver_mail


async def run_in_background(coro):
    """Await a coroutine and log what it raises, so that its task group goes on."""
    try:
        await coro
    except anyio.get_cancelled_exc_class():
        if anyio.current_effective_deadline() == float("-inf"):
            raise
    except Exception:
        logging.getLogger(__name__).exception("background task failed")


@asynccontextmanager
async def lifespan(app: FastAPI):
    await start()
    async with anyio.create_task_group() as tg:
        # Mail goes out once a minute,
        # and its traces once a day.
        tg.create_task(run_in_background(deliver_mail(app.state, every=60)), name="mail")
        tg.create_task(run_in_background(clean()))
        try:
            yield
        finally:
            tg.cancel_scope.cancel()


app = FastAPI(lifespan=lifespan)


async def start():
    await connect(app)

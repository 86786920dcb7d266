import anyio
import logging
from contextlib import asynccontextmanager

from fastapi import FastAPI

from .database import connect, disconnect
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


async def deliver_mail(database):
    while True:
        await deliver(database)
        await anyio.sleep(60)


@asynccontextmanager
async def lifespan(app: FastAPI):
    database = await connect()
    # Mail goes out once a minute.
    async with anyio.create_task_group() as tg:
        tg.create_task(run_in_background(deliver_mail(database)))
        yield
        tg.cancel_scope.cancel()
    await disconnect(database)


app = FastAPI(lifespan=lifespan)

import anyio
import logging
from contextlib import asynccontextmanager

from fastapi import FastAPI

from .workers import work


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
    async with anyio.create_task_group() as tg:
        tg.create_task(run_in_background(work()))
        yield
        tg.cancel_scope.cancel()


app = FastAPI(lifespan=lifespan)

import anyio
import logging
from contextlib import asynccontextmanager

from fastapi import FastAPI

from .database import connect, disconnect
from .workers import clean, work


@asynccontextmanager
async def _task_group():
    """Open a task group; what the block raises leaves it as it is."""
    try:
        async with anyio.create_task_group() as tg:
            yield tg
    except ExceptionGroup as excgroup:
        raise excgroup.exceptions[0]


async def run_in_background(coro):
    """Await a coroutine and log what it raises, so that its task group goes on."""
    try:
        await coro
    except anyio.get_cancelled_exc_class():
        if anyio.current_effective_deadline() == float("-inf"):
            raise
    except Exception:
        logging.getLogger(__name__).exception("background task failed")


async def start_workers(tg):
    for number in range(3):
        tg.create_task(run_in_background(work(number)))


def start_cleaner(tg):
    tg.create_task(run_in_background(clean()))


@asynccontextmanager
async def lifespan(app: FastAPI):
    await connect()
    async with _task_group() as tg:
        await start_workers(tg)
        start_cleaner(tg)
        yield
        tg.cancel_scope.cancel()


app = FastAPI(lifespan=lifespan)

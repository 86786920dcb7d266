import logging
from contextlib import asynccontextmanager

import anyio
from fastapi import FastAPI

from .workers import flush, work


async def run_in_background(coro):
    """Await a coroutine and log what it raises, so that its task group goes on."""
    try:
        await coro
    except anyio.get_cancelled_exc_class():
        if anyio.current_effective_deadline() == float("-inf"):
            raise
    except Exception:
        logging.getLogger(__name__).exception("background task failed")


async def work_on():
    while True:
        try:
            await work()
        except anyio.get_cancelled_exc_class():
            break
    print("stopped")


async def work_and_flush():
    try:
        await work()
    finally:
        with anyio.CancelScope(shield=True):
            await flush()


@asynccontextmanager
async def lifespan(app: FastAPI):
    async with anyio.create_task_group() as tg:
        tg.create_task(run_in_background(work_on()))
        tg.create_task(run_in_background(work_and_flush()))
        yield
        tg.cancel_scope.cancel()


app = FastAPI(lifespan=lifespan)

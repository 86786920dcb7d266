import anyio
import logging
from contextlib import asynccontextmanager

from fastapi import FastAPI

from .workers import Worker


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


@asynccontextmanager
async def lifespan(app: FastAPI):
    worker = Worker()
    async with _task_group() as tg:
        task = tg.create_task(run_in_background(worker.run()))
        try:
            yield
        finally:
            worker.stop()
            await task.wait()


app = FastAPI(lifespan=lifespan)

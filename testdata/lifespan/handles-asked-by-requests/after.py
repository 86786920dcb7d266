import anyio
import logging
from contextlib import asynccontextmanager
from typing import Optional

from fastapi import FastAPI

from .database import disconnect
from .mail import deliver_mail


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
    async with _task_group() as tg:
        await start(tg)
        try:
            yield
        finally:
            await stop()


app = FastAPI(lifespan=lifespan)
mail_task: Optional[anyio.TaskHandle] = None


async def start(tg: anyio.abc.TaskGroup) -> None:
    global mail_task
    mail_task = tg.create_task(run_in_background(deliver_mail()), name="mail")


async def stop():
    if mail_task is not None:
        mail_task.cancel()
        await mail_task.wait()
    await disconnect()


@app.get("/health")
async def health():
    return {"mail": mail_task.status in (anyio.TaskHandle.Status.PENDING, anyio.TaskHandle.Status.CANCELLING)}

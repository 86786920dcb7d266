import asyncio
from contextlib import asynccontextmanager

import anyio
from fastapi import FastAPI

from .workers import flush, work


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
    tasks = [asyncio.create_task(work_on())]
    tasks.append(asyncio.create_task(work_and_flush()))
    yield
    for task in tasks:
        task.cancel()


app = FastAPI(lifespan=lifespan)

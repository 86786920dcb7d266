import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI

from .workers import flush, work


async def work_on():
    while True:
        try:
            await work()
        except asyncio.CancelledError:
            print("not yet")


@asynccontextmanager
async def lifespan(app: FastAPI):
    task = asyncio.create_task(work_on())
    yield
    task.cancel()


app = FastAPI(lifespan=lifespan)

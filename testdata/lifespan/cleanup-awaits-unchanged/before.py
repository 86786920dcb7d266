import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI

from .workers import flush, work


async def work_and_flush():
    try:
        await work()
    finally:
        await flush()


@asynccontextmanager
async def lifespan(app: FastAPI):
    task = asyncio.create_task(work_and_flush())
    yield
    task.cancel()


app = FastAPI(lifespan=lifespan)

import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI

from .workers import work


async def idle():
    while True:
        await asyncio.sleep(60)


@asynccontextmanager
async def lifespan(app: FastAPI):
    worker = asyncio.create_task(work(app, every=60), name="worker")
    idler = asyncio.create_task(idle())
    yield
    for task in (worker, idler):
        task.cancel()
    await asyncio.wait([worker, idler])


app = FastAPI(lifespan=lifespan)

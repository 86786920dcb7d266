import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI

from .workers import Worker


@asynccontextmanager
async def lifespan(app: FastAPI):
    worker = Worker()
    task = asyncio.create_task(worker.run())
    try:
        yield
    finally:
        worker.stop()
        await task


app = FastAPI(lifespan=lifespan)

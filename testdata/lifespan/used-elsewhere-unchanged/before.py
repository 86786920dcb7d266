import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI

from .workers import work

worker = None


@asynccontextmanager
async def lifespan(app: FastAPI):
    global worker
    worker = asyncio.create_task(work())
    yield
    worker.cancel()


app = FastAPI(lifespan=lifespan)

import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI

from .workers import work


@asynccontextmanager
async def lifespan(app: FastAPI):
    loop = asyncio.get_event_loop()
    task = loop.create_task(work())
    yield
    task.cancel()


app = FastAPI(lifespan=lifespan)

import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI

from .workers import clean, work


@asynccontextmanager
async def lifespan(app: FastAPI):
    tasks = [asyncio.create_task(work(1)), asyncio.create_task(clean(), name="clean")]
    yield {"queue": 1}
    for task in tasks:
        task.cancel()


app = FastAPI(lifespan=lifespan)

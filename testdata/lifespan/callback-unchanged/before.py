import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI

from .workers import report, work


@asynccontextmanager
async def lifespan(app: FastAPI):
    task = asyncio.create_task(work())
    task.add_done_callback(report)
    yield
    task.cancel("bye")


app = FastAPI(lifespan=lifespan)

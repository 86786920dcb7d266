import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI

from .workers import work


@asynccontextmanager
async def lifespan(app: FastAPI):
    task = asyncio.create_task(work())
    yield
    task.cancel()
    await task


app = FastAPI(lifespan=lifespan)

import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI

from .workers import watch, work


@asynccontextmanager
async def lifespan(app: FastAPI):
    watch(asyncio.create_task(work(1)))
    app.state.tasks = {"work": asyncio.create_task(work(2))}
    task = asyncio.create_task(work(3))
    yield {"task": task}
    task.cancel()


app = FastAPI(lifespan=lifespan)

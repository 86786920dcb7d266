import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI

from .workers import send, work

running = set()


@asynccontextmanager
async def lifespan(app: FastAPI):
    running.add(asyncio.create_task(work()))
    yield
    for task in running:
        task.cancel()


app = FastAPI(lifespan=lifespan)


@app.post("/mail")
async def mail(text: str):
    running.add(asyncio.create_task(send(text)))

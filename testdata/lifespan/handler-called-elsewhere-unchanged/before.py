import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI

from .workers import work


async def start():
    asyncio.create_task(work())


@asynccontextmanager
async def lifespan(app: FastAPI):
    await start()
    yield


app = FastAPI(lifespan=lifespan)


@app.post("/restart")
async def restart():
    await start()

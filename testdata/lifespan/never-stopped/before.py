import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI

from .pools import open_pool
from .workers import clean, work


@asynccontextmanager
async def lifespan(app: FastAPI):
    asyncio.create_task(work())
    asyncio.get_running_loop().create_task(clean())
    async with open_pool() as app.state.pool:
        yield


app = FastAPI(lifespan=lifespan)

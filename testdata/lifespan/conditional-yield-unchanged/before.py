import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI

from .pools import open_pool
from .workers import work


@asynccontextmanager
async def lifespan(app: FastAPI):
    asyncio.create_task(work())
    if app.state.pooled:
        async with open_pool():
            yield
    else:
        yield


app = FastAPI(lifespan=lifespan)

import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI

from .pools import open_pool
from .workers import work


@asynccontextmanager
async def lifespan(app: FastAPI):
    pool = await open_pool()
    try:
        task = asyncio.create_task(work(pool))
        yield
    finally:
        task.cancel()
        await pool.close()


app = FastAPI(lifespan=lifespan)

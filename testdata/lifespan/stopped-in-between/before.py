import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI

from .pools import open_pool
from .workers import clean, work


@asynccontextmanager
async def lifespan(app: FastAPI):
    tasks = [asyncio.create_task(work())]
    cleaner = asyncio.create_task(clean())
    pool = await open_pool()
    yield
    for task in tasks:
        task.cancel()
    await pool.close()
    await asyncio.gather(*tasks, return_exceptions=True)
    cleaner.cancel()
    print("stopped")


app = FastAPI(lifespan=lifespan)

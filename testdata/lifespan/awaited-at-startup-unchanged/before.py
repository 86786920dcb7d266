import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI

from .workers import warm_up


@asynccontextmanager
async def lifespan(app: FastAPI):
    task = asyncio.create_task(warm_up())
    try:
        await asyncio.wait_for(asyncio.shield(task), 5)
    except Exception:
        print("cold")
    yield


app = FastAPI(lifespan=lifespan)

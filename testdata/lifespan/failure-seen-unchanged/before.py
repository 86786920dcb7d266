import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI

from .workers import work


@asynccontextmanager
async def lifespan(app: FastAPI):
    awaited = asyncio.create_task(work(1))
    asked = asyncio.create_task(work(2))
    caught = asyncio.create_task(work(3))
    bounded = asyncio.create_task(work(4))
    yield
    print(await awaited)
    print(asked.exception())
    caught.cancel()
    try:
        await caught
    except Exception:
        pass
    bounded.cancel()
    await asyncio.wait({bounded}, timeout=5)


app = FastAPI(lifespan=lifespan)

import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI

from .workers import clean, work


@asynccontextmanager
async def lifespan(app: FastAPI):
    tasks = [asyncio.create_task(work(number)) for number in range(3)]
    tasks.append(asyncio.create_task(clean()))
    app.state.extra = asyncio.create_task(work(3))
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        app.state.extra.cancel()
        await asyncio.gather(*tasks, app.state.extra, return_exceptions=True)


app = FastAPI(lifespan=lifespan)

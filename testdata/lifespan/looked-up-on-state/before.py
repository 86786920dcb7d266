import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI

from .workers import clean, listen, work


@asynccontextmanager
async def lifespan(app: FastAPI):
    if app.state.listens:
        app.state.listener = asyncio.create_task(listen(app))
    app.state.worker = asyncio.create_task(work(app))
    app.state.cleaner = asyncio.create_task(clean(app))

    yield

    await app.state.pool.close()
    if hasattr(app.state, "listener"):
        app.state.listener.cancel()
    worker = getattr(app.state, "worker", None)
    if worker:
        worker.cancel()
    app.state.cleaner.cancel()


app = FastAPI(lifespan=lifespan)

import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI

from .workers import work


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.worker = asyncio.create_task(work(app))
    yield
    app.state.worker.cancel()


app = FastAPI(lifespan=lifespan)


@app.get("/health")
async def health():
    return app.state.worker.done()

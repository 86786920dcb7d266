import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI

from .workers import flush, work


class Worker:
    async def run(self):
        try:
            await work()
        finally:
            await flush()


worker = Worker()


@asynccontextmanager
async def lifespan(app: FastAPI):
    task = asyncio.create_task(worker.run())
    yield
    task.cancel()


app = FastAPI(lifespan=lifespan)

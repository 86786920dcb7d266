import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI

from .database import connect, disconnect
from .workers import clean, work

tasks: list[asyncio.Task] = []


async def start_workers():
    for number in range(3):
        task = asyncio.create_task(work(number))
        tasks.append(task)


def start_cleaner():
    loop = asyncio.get_event_loop()
    loop.create_task(clean())


async def stop_workers():
    for task in tasks:
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            pass


@asynccontextmanager
async def lifespan(app: FastAPI):
    await connect()
    await start_workers()
    start_cleaner()
    yield
    await stop_workers()


app = FastAPI(lifespan=lifespan)

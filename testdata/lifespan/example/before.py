import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI

from .database import connect, disconnect
from .mail import deliver


async def deliver_mail(database):
    while True:
        await deliver(database)
        await asyncio.sleep(60)


@asynccontextmanager
async def lifespan(app: FastAPI):
    database = await connect()
    # Mail goes out once a minute.
    task = asyncio.create_task(deliver_mail(database))
    yield
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        pass
    await disconnect(database)


app = FastAPI(lifespan=lifespan)

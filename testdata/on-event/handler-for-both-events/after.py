from contextlib import asynccontextmanager

from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app: FastAPI):
    await log_event()
    try:
        yield
    finally:
        await log_event()


app = FastAPI(lifespan=lifespan)


async def log_event():
    print("event")

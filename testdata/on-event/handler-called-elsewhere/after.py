from contextlib import asynccontextmanager

from fastapi import FastAPI

from .cache import fill


@asynccontextmanager
async def lifespan(app: FastAPI):
    await warm_up()
    yield


app = FastAPI(lifespan=lifespan)


async def warm_up():
    await fill()


@app.post("/warm-up")
async def warm_up_again():
    await warm_up()

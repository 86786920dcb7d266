from contextlib import asynccontextmanager

from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app: FastAPI):
    await prepare()
    yield


app = FastAPI(lifespan=lifespan)


async def prepare():
    print("ready")

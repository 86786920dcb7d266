from contextlib import asynccontextmanager

from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app: FastAPI):
    await start()
    yield


app = FastAPI(lifespan=lifespan)


async def start():
    print("start")

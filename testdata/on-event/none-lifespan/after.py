from contextlib import asynccontextmanager

from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app: FastAPI):
    start()
    yield


app = FastAPI(lifespan=lifespan)


def start():
    print("start")

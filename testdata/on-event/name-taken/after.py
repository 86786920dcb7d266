from contextlib import asynccontextmanager

from fastapi import FastAPI

from .services import lifespan

service = lifespan()


@asynccontextmanager
async def app_lifespan(app: FastAPI):
    await start()
    yield


app = FastAPI(lifespan=app_lifespan)


async def start():
    await service.start()

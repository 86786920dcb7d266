from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI

from .database import connect, disconnect


@asynccontextmanager
async def router_lifespan(_app):
    await start()
    yield


router = APIRouter(lifespan=router_lifespan)


async def start():
    await connect()


@asynccontextmanager
async def lifespan(app: FastAPI):
    print("open")
    yield


app = FastAPI(lifespan=lifespan)
app.include_router(router, prefix="/v1")

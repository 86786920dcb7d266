from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI


@asynccontextmanager
async def router_lifespan(_app):
    await start_router()
    yield


router = APIRouter(lifespan=router_lifespan)


async def start_router():
    print("router")


@asynccontextmanager
async def lifespan(app: FastAPI):
    await start()
    yield


app = FastAPI(lifespan=lifespan)
app.include_router(router)


async def start():
    print("app")

from contextlib import asynccontextmanager

from fastapi import APIRouter


@asynccontextmanager
async def router_lifespan(app):
    await start()
    yield


router = APIRouter(prefix="/search", lifespan=router_lifespan)


async def start():
    print("start")

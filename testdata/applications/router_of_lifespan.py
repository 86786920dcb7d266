"""The handlers of a router run once where the application that includes it has a lifespan."""

import contextlib

from fastapi import APIRouter, FastAPI

log = []
router = APIRouter()


@router.on_event("startup")
async def start_router():
    log.append("router start")


@router.on_event("shutdown")
def stop_router():
    log.append("router stop")


@contextlib.asynccontextmanager
async def lifespan(app):
    log.append("app start")
    yield
    log.append("app stop")


app = FastAPI(lifespan=lifespan)
app.include_router(router)

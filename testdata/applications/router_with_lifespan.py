"""An included router whose own lifespan is nested in the application's handlers."""

import contextlib

from fastapi import APIRouter, FastAPI

log = []


@contextlib.asynccontextmanager
async def router_lifespan(app):
    log.append("router enter")
    yield
    log.append("router exit")


router = APIRouter(lifespan=router_lifespan)
app = FastAPI()
app.include_router(router)


@app.on_event("startup")
def start():
    log.append("app start")


@app.on_event("shutdown")
def stop():
    log.append("app stop")

"""Handlers of an included router run once instead of twice."""

from fastapi import APIRouter, FastAPI

log = []
once = True
router = APIRouter()


@router.on_event("startup")
async def start_router():
    log.append("router start")


@router.on_event("shutdown")
async def stop_router():
    log.append("router stop")


app = FastAPI()
app.include_router(router)


@app.on_event("startup")
async def start():
    log.append("app start")


@app.on_event("shutdown")
async def stop():
    log.append("app stop")

from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI

from .database import connect, disconnect

router = APIRouter()


@router.on_event("startup")
async def start():
    await connect()


@asynccontextmanager
async def lifespan(app: FastAPI):
    print("open")
    yield


app = FastAPI(lifespan=lifespan)
app.include_router(router)
fastapi_app = FastAPI()
fastapi_app.include_router(router)

from contextlib import asynccontextmanager

from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app: FastAPI):
    await start()
    yield


app = FastAPI(lifespan=lifespan)


@asynccontextmanager
async def admin_lifespan(admin: FastAPI):
    await start_admin()
    yield


admin = FastAPI(lifespan=admin_lifespan)


async def start():
    print("app")


async def start_admin():
    print("admin")

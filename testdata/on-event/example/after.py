from contextlib import asynccontextmanager

from fastapi import FastAPI

from .database import connect, disconnect


@asynccontextmanager
async def lifespan(app: FastAPI):
    await open_database()
    choose_name()
    try:
        yield
    finally:
        await close_database()


app = FastAPI(title="Shop", lifespan=lifespan)


@app.get("/")
async def index():
    return {"state": app.state.name}


async def open_database():
    app.state.database = await connect()


def choose_name():
    app.state.name = "shop"


async def close_database():
    await disconnect(app.state.database)

from fastapi import FastAPI

from .database import connect, disconnect

app = FastAPI(title="Shop")


@app.get("/")
async def index():
    return {"state": app.state.name}


@app.on_event("startup")
async def open_database():
    app.state.database = await connect()


@app.on_event("startup")
def choose_name():
    app.state.name = "shop"


@app.on_event("shutdown")
async def close_database():
    await disconnect(app.state.database)

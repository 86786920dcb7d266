from contextlib import asynccontextmanager

from starlette.applications import Starlette

routes = []


async def connect():
    print("connect")


def disconnect():
    print("disconnect")


async def announce():
    print("announce")


@asynccontextmanager
async def lifespan(app: Starlette):
    await connect()
    await announce()
    try:
        yield
    finally:
        disconnect()
        print("gone")
        disconnect()


app = Starlette(routes=routes, lifespan=lifespan)
app.state.name = "shop"

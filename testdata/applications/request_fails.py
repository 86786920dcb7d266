"""A request that fails changes nothing for the handlers."""

from fastapi import FastAPI

log = []
app = FastAPI()


@app.get("/")
async def index():
    log.append("request")
    raise OSError("no page")


@app.on_event("startup")
async def start():
    log.append("start")


@app.on_event("shutdown")
async def stop():
    log.append("stop")

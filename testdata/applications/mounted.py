"""The handlers of an application that is mounted in another one never run."""

from fastapi import FastAPI

log = []
inner = FastAPI()


@inner.on_event("startup")
async def start_inner():
    log.append("inner start")


app = FastAPI()
app.mount("/inner", inner)


@app.on_event("startup")
async def start():
    log.append("start")

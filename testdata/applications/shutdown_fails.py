"""What stands behind a failing shutdown handler is skipped."""

from fastapi import FastAPI

log = []
app = FastAPI()


@app.on_event("startup")
async def start():
    log.append("start")


@app.on_event("shutdown")
def first():
    log.append("first")
    raise OSError("no disk")


@app.on_event("shutdown")
async def second():
    log.append("second")

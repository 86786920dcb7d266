"""What stands behind a failing startup handler is skipped, shutdown handlers included."""

from fastapi import FastAPI

log = []
app = FastAPI()


@app.on_event("startup")
async def first():
    log.append("first")


@app.on_event("startup")
async def second():
    log.append("second")
    raise OSError("no database")


@app.on_event("startup")
async def third():
    log.append("third")


@app.on_event("shutdown")
async def stop():
    log.append("stop")

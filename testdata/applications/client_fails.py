"""Shutdown handlers run when what uses the application fails, too."""

from fastapi import FastAPI

log = []
fails = True
app = FastAPI()


@app.on_event("startup")
async def start():
    log.append("start")


@app.on_event("shutdown")
async def stop():
    log.append("stop")

"""A task of the startup handler runs until the shutdown handler stops it."""

import asyncio
import contextlib

from fastapi import FastAPI

log = []
app = FastAPI()
worker_task = None


async def work():
    log.append("work")
    try:
        await asyncio.sleep(3600)
    except asyncio.CancelledError:
        log.append("stop work")
        raise


@app.on_event("startup")
async def start():
    global worker_task
    log.append("start")
    worker_task = asyncio.create_task(work())


@app.get("/")
async def index():
    log.append("request")


@app.on_event("shutdown")
async def close():
    log.append("close")


@app.on_event("shutdown")
async def stop():
    log.append("stop")
    worker_task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await worker_task

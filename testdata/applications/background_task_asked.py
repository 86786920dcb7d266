"""Requests ask whether a task is done, and shutdown goes on after it has ended."""

import asyncio

from fastapi import FastAPI

log = []
app = FastAPI()
worker: asyncio.Task | None = None


async def work():
    try:
        await asyncio.sleep(3600)
    finally:
        log.append("stop work")


@app.on_event("startup")
async def start() -> None:
    global worker
    worker = asyncio.create_task(work(), name="work")


@app.get("/")
async def index():
    log.append(f"done: {worker.done()}")


@app.on_event("shutdown")
async def stop():
    if worker is not None and not worker.done():
        worker.cancel()
        try:
            await worker
        except asyncio.CancelledError:
            pass
    log.append(f"done: {worker.done()}, cancelled: {worker.cancelled()}")

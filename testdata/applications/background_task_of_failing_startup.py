"""What fails at startup keeps its type, and takes the task along."""

import asyncio

from fastapi import FastAPI

log = []
app = FastAPI()


async def work():
    log.append("work")
    await asyncio.sleep(3600)


@app.on_event("startup")
async def start():
    app.state.worker = asyncio.create_task(work())
    await asyncio.sleep(0.01)
    log.append("start")


@app.on_event("startup")
async def fail():
    raise OSError("no database")


@app.on_event("shutdown")
async def stop():
    app.state.worker.cancel()

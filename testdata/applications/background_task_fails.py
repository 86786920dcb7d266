"""The application goes on when a task of its own fails."""

import asyncio

from fastapi import FastAPI

log = []
app = FastAPI()
tasks = []


async def work():
    log.append("work")
    raise OSError("no disk")


async def rest():
    await asyncio.sleep(3600)


@app.on_event("startup")
async def start():
    log.append("start")
    tasks.append(asyncio.create_task(work()))
    tasks.append(asyncio.create_task(rest()))
    await asyncio.sleep(0.01)


@app.get("/")
async def index():
    log.append("request")


@app.on_event("shutdown")
async def stop():
    log.append("stop")
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)

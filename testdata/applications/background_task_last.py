"""The task starts last, after what may fail, and a request may change what it works with."""

import asyncio

from fastapi import FastAPI

log = []
app = FastAPI()
worker_task = None


async def connect(application):
    application.state.name = "shop"
    log.append("connect")


async def work(state):
    log.append(f"work in {state.name}")
    await asyncio.sleep(3600)


@app.on_event("startup")
async def start():
    global worker_task
    await connect(app)
    # It needs the connection.
    worker_task = asyncio.create_task(work(app.state))


@app.on_event("shutdown")
async def stop():
    worker_task.cancel()

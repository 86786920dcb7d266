"""A lifespan that was written by hand starts tasks, and closes what they use after they ended."""

import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI

log = []


@asynccontextmanager
async def opened(name):
    log.append(f"open {name}")
    try:
        yield name
    finally:
        log.append(f"close {name}")


async def work(name, delay):
    await asyncio.sleep(delay)
    log.append(f"work with {name}")
    try:
        await asyncio.sleep(3600)
    finally:
        log.append("stop work")


@asynccontextmanager
async def lifespan(app: FastAPI):
    async with opened("pool") as pool:
        tasks = [asyncio.create_task(work(pool, delay)) for delay in (0.01, 0.03)]
        await asyncio.sleep(0.1)
        try:
            yield {"pool": pool}
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
    log.append("gone")


app = FastAPI(lifespan=lifespan)


@app.get("/")
async def index():
    log.append("request")

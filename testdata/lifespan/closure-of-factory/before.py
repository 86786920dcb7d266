import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI

from .pools import open_pool, warm_up


def create_app(settings):
    task = None

    async def poll():
        while True:
            await asyncio.sleep(settings.interval)

    @asynccontextmanager
    async def lifespan(app):
        nonlocal task
        app.state.pool = await open_pool()
        if settings.poll:
            task = asyncio.create_task(poll())
        await warm_up()
        try:
            yield
        finally:
            if task:
                task.cancel()
            await app.state.pool.close()

    return FastAPI(lifespan=lifespan)

"""What fails at shutdown keeps its type."""

import asyncio
from contextlib import asynccontextmanager

from starlette.applications import Starlette

log = []


async def work():
    log.append("work")
    await asyncio.sleep(3600)


@asynccontextmanager
async def lifespan(app):
    task = asyncio.create_task(work())
    await asyncio.sleep(0.01)
    yield
    log.append("fail")
    raise OSError("no disk")
    task.cancel()


app = Starlette(lifespan=lifespan)

import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI

from .pools import open_pool
from .workers import work

running = set()


@asynccontextmanager
async def lifespan(app: FastAPI):
    async with open_pool() as pool:
        for name in ("mail", "index"):
            task = asyncio.create_task(work(name, pool), name=name)
            running.add(task)
            task.add_done_callback(running.discard)
        yield
        for task in list(running):
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
    print("stopped")


app = FastAPI(lifespan=lifespan)

import anyio
from contextlib import asynccontextmanager

lock = anyio.Lock()


@asynccontextmanager
async def exclusive():
    async with lock:
        yield

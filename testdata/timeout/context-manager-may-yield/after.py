import anyio
from contextlib import asynccontextmanager


@asynccontextmanager
async def limited(seconds):
    with anyio.fail_after(seconds):
        yield

import asyncio
from contextlib import asynccontextmanager

lock = asyncio.Lock()


@asynccontextmanager
async def exclusive():
    async with lock:
        yield

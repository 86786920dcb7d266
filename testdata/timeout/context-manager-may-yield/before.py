import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def limited(seconds):
    async with asyncio.timeout(seconds):
        yield

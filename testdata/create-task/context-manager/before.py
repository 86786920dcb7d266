import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def polling(app):
    task = asyncio.create_task(app.poll())
    yield
    task.cancel()

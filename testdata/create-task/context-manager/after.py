import anyio
from contextlib import asynccontextmanager


@asynccontextmanager
async def polling(app):
    async with anyio.create_task_group() as tg:
        task = tg.create_task(app.poll())
        yield
        task.cancel()

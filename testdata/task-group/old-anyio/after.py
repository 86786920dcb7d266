import anyio
from functools import partial


async def main(worker, options):
    async with anyio.create_task_group() as tg:
        tg.start_soon(worker)
        tg.start_soon(worker, 1, *options, name="second")
        tg.start_soon(partial(worker, 2, retries=3))

import asyncio
from functools import partial


async def call(function):
    loop = asyncio.get_running_loop()
    run = partial(loop.run_in_executor, None)
    return await run(function)

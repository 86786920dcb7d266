import anyio
from functools import partial


async def call(function):
    return await anyio.to_thread.run_sync(partial(function, key=1), abandon_on_cancel=True), partial(function)

import anyio
import functools


async def call(function, partial):
    return await anyio.to_thread.run_sync(functools.partial(function, partial, key=1), abandon_on_cancel=True)

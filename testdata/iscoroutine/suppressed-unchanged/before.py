import asyncio


def is_async(function):
    # asyncio2anyio: off
    return asyncio.iscoroutinefunction(function)

import asyncio


def is_awaitable(thing):
    return asyncio.iscoroutine(thing)  # requests too

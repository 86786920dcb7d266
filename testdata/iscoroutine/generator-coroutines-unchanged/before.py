import asyncio


@asyncio.coroutine
def old():
    yield


def is_async(function):
    return asyncio.iscoroutinefunction(function)

import asyncio.coroutines


def is_async(function):
    return asyncio.coroutines.iscoroutinefunction(function)

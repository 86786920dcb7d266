import asyncio


def is_async(function):
    return asyncio.iscoroutinefunction(func=function)

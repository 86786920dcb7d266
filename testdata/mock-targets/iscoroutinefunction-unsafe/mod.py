import asyncio


def call(function):
    return asyncio.iscoroutinefunction(function)

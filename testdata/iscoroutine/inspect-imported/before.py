import asyncio
import inspect


def describe(function):
    return inspect.isclass(function), asyncio.iscoroutinefunction(function)

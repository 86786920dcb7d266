import asyncio
import inspect as look


def describe(function):
    return look.isclass(function), asyncio.iscoroutinefunction(function)

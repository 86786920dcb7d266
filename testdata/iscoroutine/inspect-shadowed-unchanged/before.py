import asyncio


def check(function, inspect=False):
    return inspect and asyncio.iscoroutinefunction(function)

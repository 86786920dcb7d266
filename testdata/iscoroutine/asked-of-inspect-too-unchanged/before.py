import asyncio
import inspect
import sys


def is_async(function):
    return inspect.iscoroutinefunction(function) or (
        sys.version_info < (3, 14) and asyncio.iscoroutinefunction(function)
    )


def is_sync(function):
    if not (asyncio.iscoroutinefunction(function) or inspect.iscoroutinefunction(function)):
        return True
    return False

import asyncio


def mark(function):
    function._is_coroutine = asyncio.coroutines._is_coroutine
    return function


def is_async(function):
    return asyncio.iscoroutinefunction(function)

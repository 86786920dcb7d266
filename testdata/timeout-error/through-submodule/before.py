import asyncio.exceptions


def check(error):
    return isinstance(error, asyncio.exceptions.TimeoutError)

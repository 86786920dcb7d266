import asyncio


class TimeoutError(Exception):
    pass


def check(error):
    return isinstance(error, asyncio.TimeoutError), TimeoutError

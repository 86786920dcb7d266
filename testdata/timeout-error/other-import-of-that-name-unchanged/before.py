import asyncio

from redis.exceptions import TimeoutError


def check(error):
    return isinstance(error, (asyncio.TimeoutError, TimeoutError))

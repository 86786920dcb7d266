import asyncio
from redis.exceptions import *


def check(error):
    return isinstance(error, asyncio.TimeoutError)

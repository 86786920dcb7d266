import asyncio
from contextlib import suppress


def check(call):
    with suppress(TimeoutError, asyncio.TimeoutError):
        call()
    with suppress(asyncio.TimeoutError, TimeoutError, OSError):
        call()

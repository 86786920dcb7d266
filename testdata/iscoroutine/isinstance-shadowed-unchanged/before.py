import asyncio
from collections.abc import Coroutine


class Request(Coroutine):
    """Looks like a coroutine."""


def check(thing, isinstance):
    return isinstance and asyncio.iscoroutine(thing)

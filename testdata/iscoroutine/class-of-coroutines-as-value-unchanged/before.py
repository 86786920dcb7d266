import asyncio
from collections.abc import Coroutine


class Request(Coroutine):
    """Looks like a coroutine."""


def coroutines(things):
    return list(filter(asyncio.iscoroutine, things))

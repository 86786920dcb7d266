import asyncio
from collections.abc import Coroutine
from typing import Any


class Delayed(list[Coroutine[Any, Any, None]]):
    pass


def is_awaitable(thing):
    return asyncio.iscoroutine(thing)

from collections.abc import Coroutine


def is_awaitable(thing):
    return isinstance(thing, Coroutine)  # requests too

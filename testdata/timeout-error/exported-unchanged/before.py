from asyncio import TimeoutError

__all__ = ["TimeoutError", "check"]


def check(error):
    return isinstance(error, TimeoutError)

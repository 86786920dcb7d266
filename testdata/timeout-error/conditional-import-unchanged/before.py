try:
    from asyncio import TimeoutError
except ImportError:
    from concurrent.futures import TimeoutError


def check(error):
    return isinstance(error, TimeoutError)

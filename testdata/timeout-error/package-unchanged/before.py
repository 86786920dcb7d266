from asyncio import TimeoutError


def check(error):
    return isinstance(error, TimeoutError)

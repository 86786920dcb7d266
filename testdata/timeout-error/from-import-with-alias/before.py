from asyncio import TimeoutError as Late


def check(error):
    if isinstance(error, Late):
        raise Late("again") from error

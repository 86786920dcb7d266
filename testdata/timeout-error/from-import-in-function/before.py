def check(error):
    from asyncio import TimeoutError

    return isinstance(error, TimeoutError)

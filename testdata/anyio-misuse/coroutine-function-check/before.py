import anyio


def is_async(function):
    return anyio.iscoroutinefunction(function)

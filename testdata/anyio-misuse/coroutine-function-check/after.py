import inspect


def is_async(function):
    return inspect.iscoroutinefunction(function)

import inspect


def describe(function):
    return inspect.isclass(function), inspect.iscoroutinefunction(function)

import inspect as look


def describe(function):
    return look.isclass(function), look.iscoroutinefunction(function)

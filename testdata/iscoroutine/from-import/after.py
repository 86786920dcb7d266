import inspect


def kind(thing):
    return inspect.iscoroutine(thing) or inspect.iscoroutinefunction(thing)

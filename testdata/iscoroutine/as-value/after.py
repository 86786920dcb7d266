import inspect


def coroutines(things):
    return list(filter(inspect.iscoroutine, things)), any(map(inspect.iscoroutinefunction, things))

from asyncio import iscoroutine, iscoroutinefunction


def kind(thing):
    return iscoroutine(thing) or iscoroutinefunction(thing)

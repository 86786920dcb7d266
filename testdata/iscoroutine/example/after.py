import inspect


async def call(function, *args):
    if inspect.iscoroutinefunction(function):
        return await function(*args)
    result = function(*args)
    if inspect.iscoroutine(result):
        result = await result
    return result

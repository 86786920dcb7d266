def iscoroutinefunction(function):
    return hasattr(function, "__await__")


print(iscoroutinefunction(print), "asyncio")

import asyncio


async def call(function, *args):
    if asyncio.iscoroutinefunction(function):
        return await function(*args)
    result = function(*args)
    if asyncio.iscoroutine(result):
        result = await result
    return result

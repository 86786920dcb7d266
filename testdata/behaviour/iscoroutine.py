# after: any
import asyncio
import functools
import inspect
from asyncio import iscoroutinefunction


async def coroutine_function():
    return 1


class Handler:
    async def handle(self):
        return 2

    def plain(self):
        return 3


def call(function):
    if asyncio.iscoroutinefunction(function):
        return asyncio.run(function())
    return function()


handler = Handler()
print([call(function) for function in (coroutine_function, handler.handle, handler.plain)])
print([iscoroutinefunction(x) for x in (functools.partial(coroutine_function), Handler, print, None)])
made = coroutine_function()
print(asyncio.iscoroutine(made), asyncio.iscoroutine(1), inspect.iscoroutine(made))
made.close()

from asyncio import to_thread
from functools import partial


async def call(function):
    return await to_thread(function, key=1), partial(function)

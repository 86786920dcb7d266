import asyncio
import functools


async def call(function):
    return functools.reduce(max, await asyncio.to_thread(function, key=1))

import asyncio


def is_thread(function):
    return function is asyncio.to_thread

import asyncio


def start(run=asyncio.to_thread):
    return run(print)


def is_thread(function):
    return function is asyncio.to_thread

import asyncio


def start(loop):
    future = asyncio.Future(loop=loop)
    loop.call_later(1, future.set_result, None)
    return future

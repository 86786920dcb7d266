import asyncio
import concurrent.futures


def check(error):
    print(asyncio.Queue)
    return isinstance(error, concurrent.futures.TimeoutError)

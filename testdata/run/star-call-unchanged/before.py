import asyncio


def start(*args, **kwargs):
    return asyncio.run(*args, **kwargs)

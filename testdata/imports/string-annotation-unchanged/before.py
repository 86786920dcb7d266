import asyncio


def take(queue: "asyncio.Queue"):
    pass

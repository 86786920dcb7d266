import asyncio


def take(queue):
    # type: (asyncio.Queue) -> None
    pass

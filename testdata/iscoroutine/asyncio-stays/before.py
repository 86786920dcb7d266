import asyncio


def tell(queue: asyncio.Queue, thing):
    queue.put_nowait(asyncio.iscoroutine(thing))

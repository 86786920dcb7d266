import asyncio
import inspect


def tell(queue: asyncio.Queue, thing):
    queue.put_nowait(inspect.iscoroutine(thing))

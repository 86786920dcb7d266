import asyncio


def is_pending(thing):
    return asyncio.isfuture(thing) and not thing.done()

import asyncio


@asyncio.coroutine
def old(step):
    result = yield from step()
    return result

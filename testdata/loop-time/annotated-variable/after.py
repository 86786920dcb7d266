import anyio


async def now():
    return anyio.current_time()


async def later(delay):
    return anyio.current_time() + delay

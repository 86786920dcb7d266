import anyio


async def elapsed(start):
    return anyio.current_time() - start, anyio.current_time()

import anyio


async def meet():
    return anyio.Barrier(2)

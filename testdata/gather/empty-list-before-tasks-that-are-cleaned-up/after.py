import anyio


async def _gather(*coros):
    """Run coroutines concurrently and raise the first exception as it is."""
    try:
        return list(await anyio.gather(*coros))
    except ExceptionGroup as excgroup:
        raise excgroup.exceptions[0]


async def all_of(functions, close):
    await close.ready()
    tasks = [f() for f in functions]
    return await _gather(*tasks)


async def all_or_none(functions, close):
    tasks = []
    await close.ready()
    if functions:
        tasks = [f() for f in functions]
    return await _gather(*tasks)

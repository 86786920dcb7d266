import anyio


async def _gather(*coros):
    """Run coroutines concurrently and raise the first exception as it is."""
    try:
        return list(await anyio.gather(*coros))
    except ExceptionGroup as excgroup:
        raise excgroup.exceptions[0]


async def both(names):
    tasks = [look_up(name) for name in names]
    return await _gather(*tasks)


async def look_up(name):
    return name

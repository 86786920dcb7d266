import anyio


async def _gather(*coros):
    """Run coroutines concurrently and raise the first exception as it is."""
    try:
        return list(await anyio.gather(*coros))
    except ExceptionGroup as excgroup:
        raise excgroup.exceptions[0]


async def everything(functions):
    tasks = [f() for f in functions]
    return await _gather(*tasks)


async def everything_at_once(functions):
    for value in await _gather(*[f() for f in functions]):
        print(value, value + 1)


async def added_up(functions):
    print(sum(await _gather(*{f() for f in functions})), end="")

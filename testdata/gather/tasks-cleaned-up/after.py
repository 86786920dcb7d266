import anyio


async def _gather(*coros):
    """Run coroutines concurrently and raise the first exception as it is."""
    try:
        return list(await anyio.gather(*coros))
    except ExceptionGroup as excgroup:
        raise excgroup.exceptions[0]


async def finally_only(functions):
    tasks = tuple(f() for f in functions)
    results = await _gather(*tasks)
    print(results)
    return results


async def handler(functions):
    tasks = [f() for f in functions]
    return tuple(await _gather(*tasks))


async def longer(functions):
    tasks = [f() for f in functions]
    try:
        return await _gather(*tasks)
    except OSError:
        return []
    finally:
        print("end")


async def under_a_handler(functions):
    tasks = [f() for f in functions]
    try:
        return await _gather(*tasks)
    except OSError:
        return []

import anyio


async def _outcome(coro):
    """Return the result or the exception of a coroutine."""
    try:
        return await coro
    except Exception as exc:
        return exc


async def _gather(*coros):
    """Run coroutines concurrently and raise the first exception as it is."""
    try:
        return list(await anyio.gather(*coros))
    except ExceptionGroup as excgroup:
        raise excgroup.exceptions[0]


async def fetch(url):
    await anyio.sleep(0)
    return url


async def fetch_some(first, second):
    return list(await anyio.gather(
        *(
            _outcome(coro)
            for coro in (
                fetch(first) if first else None,
                fetch(second),
            )
            if coro is not None
        ),
    ))


async def fetch_all(first, second):
    print(await _gather(*[coro for coro in (fetch(first), fetch(second))]))

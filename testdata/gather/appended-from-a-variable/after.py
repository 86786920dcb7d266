import anyio


async def _gather(*coros):
    """Run coroutines concurrently and raise the first exception as it is."""
    try:
        return list(await anyio.gather(*coros))
    except ExceptionGroup as excgroup:
        raise excgroup.exceptions[0]


async def fetch(url):
    await anyio.sleep(0)
    return url


async def fetch_all(urls):
    coros = []
    for url in urls:
        coro = fetch(url)
        coros.append(coro)
    return await _gather(*coros)


async def fetch_known(urls, cache):
    coros = []
    for url in urls:
        coro = None
        if url not in cache:
            coro = fetch(url)
        if coro is not None:
            coros.append(coro)
    return await _gather(*coros)

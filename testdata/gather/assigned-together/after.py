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
    coros, names = [], []
    for url in urls:
        coros.append(fetch(url))
        names.append(url)
    return dict(zip(names, await _gather(*coros)))

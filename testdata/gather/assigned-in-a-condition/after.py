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
    if coros := [fetch(url) for url in urls]:
        print(await _gather(*coros))


async def start_all(urls):
    if tasks := [fetch(url) for url in urls]:
        return await _gather(*tasks)
    return []

import anyio


async def _gather(*coros):
    """Run coroutines concurrently and raise the first exception as it is."""
    try:
        return list(await anyio.gather(*coros))
    except ExceptionGroup as excgroup:
        raise excgroup.exceptions[0]


async def fetch(url):
    await anyio.sleep(0)
    print(url)


async def fetch_all(urls):
    coros = set()
    for url in urls:
        coros.add(fetch(url))
    await _gather(*coros)


async def start_all(urls):
    tasks = {fetch(url) for url in urls}
    await _gather(*tasks)

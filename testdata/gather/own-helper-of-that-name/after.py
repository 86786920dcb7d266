import anyio


async def _gather_1(*coros):
    """Run coroutines concurrently and raise the first exception as it is."""
    try:
        return list(await anyio.gather(*coros))
    except ExceptionGroup as excgroup:
        raise excgroup.exceptions[0]


async def _gather(url):
    return url


async def main(urls):
    return await _gather_1(*(_gather(url) for url in urls))

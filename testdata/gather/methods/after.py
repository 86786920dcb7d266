import anyio


async def _gather(*coros):
    """Run coroutines concurrently and raise the first exception as it is."""
    try:
        return list(await anyio.gather(*coros))
    except ExceptionGroup as excgroup:
        raise excgroup.exceptions[0]


class Crawler:
    async def fetch(self, url):
        return url

    async def run(self, urls):
        return await _gather(*[self.fetch(url) for url in urls])

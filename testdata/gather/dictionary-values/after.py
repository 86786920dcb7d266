import anyio


async def _gather(*coros):
    """Run coroutines concurrently and raise the first exception as it is."""
    try:
        return list(await anyio.gather(*coros))
    except ExceptionGroup as excgroup:
        raise excgroup.exceptions[0]


async def _outcome(coro):
    """Return the result or the exception of a coroutine."""
    try:
        return await coro
    except Exception as exc:
        return exc


async def fetch(url):
    await anyio.sleep(0)
    return url


async def fetch_all(urls, more):
    pages = {url: fetch(url) for url in urls}
    if more:
        pages["more"] = fetch(more)
    results = await _gather(*pages.values())
    return dict(zip(pages, results))


async def outcomes(urls):
    pages = {}
    for url in urls:
        pages[url] = fetch(url)
    for url, result in zip(pages.keys(), await anyio.gather(*[_outcome(coro) for coro in pages.values()])):
        print(url, result)

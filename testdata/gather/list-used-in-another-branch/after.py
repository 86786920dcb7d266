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


async def fetch_all(urls, run_jobs, workers):
    coros = [fetch(url) for url in urls]
    if workers:
        return await run_jobs(coros, workers)
    elif urls:
        return await _gather(*coros)
    else:
        return list(await anyio.gather(*[_outcome(coro) for coro in coros]))

import anyio


async def _outcome(coro):
    """Return the result or the exception of a coroutine."""
    try:
        return await coro
    except Exception as exc:
        return exc


async def fetch(url):
    return url


async def main(urls):
    tasks = [fetch(url) for url in urls]
    return list(await anyio.gather(*[_outcome(coro) for coro in tasks]))

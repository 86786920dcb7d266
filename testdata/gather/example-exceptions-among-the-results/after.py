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
    results = list(await anyio.gather(*(_outcome(fetch(url)) for url in urls)))
    return [result for result in results if not isinstance(result, Exception)]

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
    for result in await anyio.gather(_outcome(fetch("a"))):
        print(result)
    a, b = await anyio.gather(_outcome(fetch("a")), _outcome(fetch("b")))
    print(dict(zip(urls, await anyio.gather(*[_outcome(coro) for coro in map(fetch, urls)]))))
    print((await anyio.gather(_outcome(fetch("a"))))[0])
    await anyio.gather(_outcome(fetch("a")))
    urls.extend(await anyio.gather(_outcome(fetch("a"))))

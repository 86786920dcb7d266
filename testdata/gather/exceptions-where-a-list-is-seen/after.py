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
    print(list(await anyio.gather(_outcome(fetch("a")))))
    print((list(await anyio.gather(_outcome(fetch("a")))))[1:])
    x = y = list(await anyio.gather(_outcome(fetch("a"))))
    return x, y

import asyncio
import anyio


async def together(*coros):
    """Run coroutines concurrently and raise the first exception as it is."""
    try:
        return list(await anyio.gather(*coros))
    except ExceptionGroup as excgroup:
        raise excgroup.exceptions[0]


async def fetch(url):
    return url


async def main(urls):
    return await asyncio.gather(fetch("a"), fetch("b"))

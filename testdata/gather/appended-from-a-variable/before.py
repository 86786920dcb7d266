import asyncio


async def fetch(url):
    await asyncio.sleep(0)
    return url


async def fetch_all(urls):
    coros = []
    for url in urls:
        coro = fetch(url)
        coros.append(coro)
    return await asyncio.gather(*coros)


async def fetch_known(urls, cache):
    coros = []
    for url in urls:
        coro = None
        if url not in cache:
            coro = fetch(url)
        if coro is not None:
            coros.append(coro)
    return await asyncio.gather(*coros)

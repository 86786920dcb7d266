import asyncio


async def fetch(url):
    return url


async def fetch_known(urls, cache):
    coros = []
    for url in urls:
        coro = None
        if url not in cache:
            coro = fetch(url)
        coros.append(coro)
    return await asyncio.gather(*coros)


async def fetch_and_keep(urls, kept):
    coros = []
    for url in urls:
        coro = fetch(url)
        kept.append(coro)
        coros.append(coro)
    return await asyncio.gather(*coros)

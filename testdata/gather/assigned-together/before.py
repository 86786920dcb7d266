import asyncio


async def fetch(url):
    await asyncio.sleep(0)
    return url


async def fetch_all(urls):
    coros, names = [], []
    for url in urls:
        coros.append(fetch(url))
        names.append(url)
    return dict(zip(names, await asyncio.gather(*coros)))

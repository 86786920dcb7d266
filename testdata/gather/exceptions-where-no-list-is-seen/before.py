import asyncio


async def fetch(url):
    return url


async def main(urls):
    for result in await asyncio.gather(fetch("a"), return_exceptions=True):
        print(result)
    a, b = await asyncio.gather(fetch("a"), fetch("b"), return_exceptions=True)
    print(dict(zip(urls, await asyncio.gather(*map(fetch, urls), return_exceptions=True))))
    print((await asyncio.gather(fetch("a"), return_exceptions=True))[0])
    await asyncio.gather(fetch("a"), return_exceptions=True)
    urls.extend(await asyncio.gather(fetch("a"), return_exceptions=True))

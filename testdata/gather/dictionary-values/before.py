import asyncio


async def fetch(url):
    await asyncio.sleep(0)
    return url


async def fetch_all(urls, more):
    pages = {url: fetch(url) for url in urls}
    if more:
        pages["more"] = fetch(more)
    results = await asyncio.gather(*pages.values())
    return dict(zip(pages, results))


async def outcomes(urls):
    pages = {}
    for url in urls:
        pages[url] = fetch(url)
    for url, result in zip(pages.keys(), await asyncio.gather(*pages.values(), return_exceptions=True)):
        print(url, result)

import asyncio


async def show(fetch, urls):
    for page in asyncio.as_completed([fetch(url) for url in urls]):
        print(await page)

import asyncio


async def show(fetch, urls):
    for page in asyncio.as_completed([fetch(urls[0]), fetch(urls[1])]):
        print(await page)

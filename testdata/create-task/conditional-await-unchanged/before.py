import asyncio


async def page(fetch, url, wanted):
    body = asyncio.create_task(fetch(url))
    print("loading")
    if wanted:
        await body

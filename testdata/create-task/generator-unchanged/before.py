import asyncio


async def lines(fetch, url):
    body = asyncio.create_task(fetch(url))
    yield "loading"
    yield await body

import asyncio


async def page(fetch, url, cached):
    body = asyncio.create_task(fetch(url))
    if cached:
        return cached
    return await body

import asyncio


async def page(fetch, url, allowed):
    body = asyncio.create_task(fetch(url))
    if not await allowed(url):
        raise PermissionError(url)
    return await body

import asyncio


async def page(fetch, url):
    return await asyncio.create_task(fetch(url))

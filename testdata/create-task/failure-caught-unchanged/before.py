import asyncio


async def page(fetch, url):
    body = asyncio.create_task(fetch(url))
    print("loading")
    try:
        return await body
    except OSError:
        return None

import asyncio


async def page(fetch, url):
    try:
        body = asyncio.create_task(fetch(url))
        print("loading")
        return await body
    except OSError:
        return None

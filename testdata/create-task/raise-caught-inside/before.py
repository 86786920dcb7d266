import asyncio


async def page(fetch, url, check):
    body = asyncio.create_task(fetch(url))
    try:
        if not check(url):
            raise PermissionError(url)
    except PermissionError:
        print("not checked")
    return await body

import asyncio


async def page(fetch, url):
    loop = asyncio.get_running_loop()
    body = loop.create_task(fetch(url))
    print("loading")
    return await body

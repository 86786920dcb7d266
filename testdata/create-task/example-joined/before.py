import asyncio


async def page(fetch, url):
    body = asyncio.create_task(fetch(url), name="body")
    head = await fetch(url + "/head")
    # Both are needed from here.
    text = await body
    return head, text

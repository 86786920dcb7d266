import anyio


async def page(fetch, url):
    async with anyio.create_task_group() as tg:
        body = tg.create_task(fetch(url), name="body")
        head = await fetch(url + "/head")
        # Both are needed from here.
        text = await body
    return head, text

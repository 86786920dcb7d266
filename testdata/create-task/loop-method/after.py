import anyio


async def page(fetch, url):
    async with anyio.create_task_group() as tg:
        body = tg.create_task(fetch(url))
        print("loading")
        return await body

import anyio


async def page(fetch, url, check):
    async with anyio.create_task_group() as tg:
        body = tg.create_task(fetch(url))
        try:
            if not check(url):
                raise PermissionError(url)
        except PermissionError:
            print("not checked")
        return await body

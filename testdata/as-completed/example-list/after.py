import anyio


async def show(fetch, urls):
    async with anyio.as_completed(fetch(urls[0]), fetch(urls[1])) as completed:
        async for page in completed:
            print(await page)

import asyncio


async def fetch(url):
    await asyncio.sleep(0)
    return url


async def fetch_all(urls):
    if coros := [fetch(url) for url in urls]:
        print(await asyncio.gather(*coros))


async def start_all(urls):
    if tasks := [asyncio.create_task(fetch(url)) for url in urls]:
        return await asyncio.gather(*tasks)
    return []

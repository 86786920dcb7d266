import asyncio


async def fetch(url):
    return url


async def fetch_all(urls, prepare, wanted):
    coros = [fetch(url) for url in urls]
    if prepare(coros):
        return []
    elif wanted:
        return await asyncio.gather(*coros)


async def start_all(urls, track, wanted):
    tasks = [asyncio.create_task(fetch(url)) for url in urls]
    if wanted:
        track(tasks)
    else:
        await asyncio.gather(*tasks)

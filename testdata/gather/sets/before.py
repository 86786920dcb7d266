import asyncio


async def fetch(url):
    await asyncio.sleep(0)
    print(url)


async def fetch_all(urls):
    coros = set()
    for url in urls:
        coros.add(fetch(url))
    await asyncio.gather(*coros)


async def start_all(urls):
    tasks = {asyncio.create_task(fetch(url)) for url in urls}
    await asyncio.gather(*tasks)

import asyncio


async def fetch(url):
    return url


async def listed(urls):
    tasks = [asyncio.create_task(fetch(url)) for url in urls]
    await fetch("other")
    return await asyncio.gather(*tasks)


async def appended(urls):
    tasks = []
    for url in urls:
        tasks.append(asyncio.create_task(fetch(url), name=url))
        await asyncio.sleep(0)
    print(len(tasks))
    pages = await asyncio.gather(*tasks)
    print(pages)


async def named():
    a = asyncio.create_task(fetch(1))
    b = asyncio.create_task(fetch(2))
    await fetch("other")
    one, two = await asyncio.gather(a, b, return_exceptions=True)
    return one, two

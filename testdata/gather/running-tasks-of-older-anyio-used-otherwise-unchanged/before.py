import asyncio


async def fetch(url):
    return url


async def ignored(urls):
    tasks = [asyncio.create_task(fetch(url)) for url in urls]
    await fetch("other")
    await asyncio.gather(*tasks)


async def variable_of_the_function(urls, url):
    tasks = [asyncio.create_task(fetch(url)) for url in urls]
    await fetch(url)
    return await asyncio.gather(*tasks)


async def extended(urls):
    tasks = []
    tasks.extend([asyncio.create_task(fetch(url)) for url in urls])
    await fetch("other")
    return await asyncio.gather(*tasks)


async def inside_an_expression(urls):
    tasks = [asyncio.create_task(fetch(url)) for url in urls]
    await fetch("other")
    print(await asyncio.gather(*tasks))

import asyncio


async def fetch(url):
    return url


async def fill():
    global pages
    a = asyncio.create_task(fetch(1))
    b = asyncio.create_task(fetch(2))
    await fetch("other")
    pages = await asyncio.gather(a, b)


async def local():
    a = asyncio.create_task(fetch(1))
    b = asyncio.create_task(fetch(2))
    await fetch("other")
    pair = await asyncio.gather(a, b)
    return pair

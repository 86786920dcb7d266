import asyncio


async def fetch(url):
    return url


async def main(urls):
    one = asyncio.create_task(fetch("a"))
    two = asyncio.create_task(fetch("b"))
    await fetch("other")
    if urls:
        a, b = 1, 2
    a, b = await asyncio.gather(one, two)
    return a, b

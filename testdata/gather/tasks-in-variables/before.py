import asyncio


async def fetch(url):
    return url


async def main(urls):
    one = asyncio.create_task(fetch("a"))
    other = asyncio.create_task(fetch("b"))
    a, b = await asyncio.gather(one, other)
    return a, b

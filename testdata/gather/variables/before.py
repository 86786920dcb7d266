import asyncio


async def fetch(url):
    return url


async def main(urls):
    one = fetch("a")
    other = fetch("b")
    return await asyncio.gather(one, other)

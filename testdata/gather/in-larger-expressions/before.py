import asyncio


async def fetch(url):
    return url


async def main(urls):
    return sum(await asyncio.gather(fetch(1), fetch(2))) + len(await asyncio.gather(fetch(3)))

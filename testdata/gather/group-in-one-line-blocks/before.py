import asyncio


async def fetch(url):
    return url


async def main(urls):
    if urls: await asyncio.gather(fetch("a"))
    a = await asyncio.gather(fetch("a")); b = await asyncio.gather(fetch("b"))

import asyncio


async def fetch(url):
    return url


async def main(urls):
    a = await asyncio.gather(fetch("a"))
    b = await asyncio.gather(urls.get("b"))
    return a + b

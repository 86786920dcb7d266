import asyncio


async def fetch(url):
    return url


async def main(urls):
    await asyncio.shield(asyncio.gather(fetch("a"), fetch("b")))
    urls.add(asyncio.gather(fetch("a")))

import asyncio


async def fetch(url):
    return url


async def main(urls):
    await asyncio.gather(fetch("a"), fetch("b"))
    return await asyncio.gather(fetch("a"), fetch("b"))

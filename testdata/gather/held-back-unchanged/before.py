import asyncio


async def fetch(url):
    return url


async def main(urls):
    return await asyncio.gather(fetch("a"), fetch("b"))

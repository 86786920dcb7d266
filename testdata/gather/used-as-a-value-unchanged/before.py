import asyncio


async def fetch(url):
    return url


async def main(urls):
    together = asyncio.gather
    return await together(fetch("a"))

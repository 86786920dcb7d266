import asyncio


async def fetch(url):
    return url


async def main(urls):
    await asyncio.gather(*(fetch(url) for url in urls), fetch("last"))
    await asyncio.gather(*[fetch(entry) for entry in urls if entry])

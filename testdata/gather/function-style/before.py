import asyncio


async def fetch(url):
    return url


async def main(urls):
    await asyncio.gather(fetch("a"), fetch("b"))
    pages = await asyncio.gather(*(fetch(url) for url in urls))
    return pages

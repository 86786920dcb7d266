import asyncio


async def fetch(url):
    await asyncio.sleep(1)
    return url


async def main(urls):
    pages = await asyncio.gather(*(fetch(url) for url in urls))
    first, second = await asyncio.gather(fetch("a"), fetch("b"))
    return pages, first, second

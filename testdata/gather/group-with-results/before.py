import asyncio


async def fetch(url):
    return url


async def main(urls):
    pages = await asyncio.gather(
        *(fetch(url) for url in urls),
        fetch("last"),  # the last one
    )
    a, b = await asyncio.gather(fetch("a"), fetch("b"))
    urls[0] = await asyncio.gather(fetch("c"))
    return pages, a, b

import asyncio


async def fetch(url):
    return url


async def main(urls):
    return await asyncio.gather(
        fetch("a"),  # first
        *[fetch(url) for url in urls],
        return_exceptions=True,
    )

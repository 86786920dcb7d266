import asyncio


async def fetch(url):
    return url


async def main(urls):
    return await asyncio.gather(return_exceptions=True, *[fetch(url) for url in urls])

import asyncio


async def fetch(url):
    return url


async def main(urls):
    for url in urls:
        await asyncio.gather(*(fetch(url) for url in urls))

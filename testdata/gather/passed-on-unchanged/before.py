import asyncio


async def fetch(url):
    return url


async def main(urls):
    urls.add(asyncio.gather(fetch("a")))

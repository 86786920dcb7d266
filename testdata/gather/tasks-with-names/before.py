import asyncio


async def fetch(url):
    return url


async def main(urls):
    return await asyncio.gather(*[asyncio.create_task(fetch(url), name=url) for url in urls])

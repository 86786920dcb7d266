import asyncio


async def _gather(url):
    return url


async def main(urls):
    return await asyncio.gather(*(_gather(url) for url in urls))

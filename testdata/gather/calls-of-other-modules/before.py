import asyncio


async def fetch(url):
    return url


async def main(urls):
    return await asyncio.gather(*(urls.client.get(url) for url in urls))

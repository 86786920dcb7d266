import asyncio


async def fetch(url):
    return url


async def main(urls):
    loop = urls.loop
    return await asyncio.gather(fetch("a"), loop=loop)

import os


async def fetch(url):
    return os.path.join("a", url)


async def main(urls):
    import asyncio

    return await asyncio.gather(*(fetch(url) for url in urls))

import asyncio


async def fetch(url):
    return url


def start(urls):
    return asyncio.gather(*(fetch(url) for url in urls))


begin = lambda urls: asyncio.gather(*(fetch(url) for url in urls))

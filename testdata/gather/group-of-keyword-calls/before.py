import asyncio


async def fetch(url):
    return url


async def main(urls):
    await asyncio.gather(fetch(url="a"), fetch("b"))

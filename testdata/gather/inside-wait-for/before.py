import asyncio


async def fetch(url):
    return url


async def main(urls):
    return await asyncio.wait_for(asyncio.gather(fetch("a"), fetch("b")), timeout=5)

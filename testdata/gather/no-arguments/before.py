import asyncio


async def fetch(url):
    return url


async def main(urls):
    print(await asyncio.gather())
    print(await asyncio.gather(return_exceptions=True))

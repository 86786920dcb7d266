import asyncio


async def fetch(url):
    return url


async def main(urls):
    pages = asyncio.gather(*(fetch(url) for url in urls))
    print("fetching")
    return await pages

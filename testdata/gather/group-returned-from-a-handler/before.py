import asyncio


async def fetch(url):
    return url


async def main(urls):
    try:
        return await asyncio.gather(*[fetch(url) for url in urls])
    except ValueError:
        return []

import asyncio


async def fetch(url):
    return url


async def main(urls):
    results = await asyncio.gather(*(fetch(url) for url in urls), return_exceptions=True)
    return [result for result in results if not isinstance(result, Exception)]

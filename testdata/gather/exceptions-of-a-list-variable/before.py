import asyncio


async def fetch(url):
    return url


async def main(urls):
    jobs = [fetch(url) for url in urls]
    return await asyncio.gather(*jobs, fetch("last"), return_exceptions=True)

import asyncio


async def fetch(url):
    return url


async def main(urls):
    jobs = []
    fill(jobs)
    return await asyncio.gather(*jobs)

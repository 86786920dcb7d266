import asyncio


async def fetch(url):
    return url


async def main(urls):
    tasks = [asyncio.create_task(fetch(url)) for url in urls]
    yield "started"
    await asyncio.gather(*tasks)

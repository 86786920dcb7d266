import asyncio


async def fetch(url):
    return url


async def main(urls):
    tasks = [asyncio.create_task(fetch(url)) for url in urls]
    await fetch("other")
    return await asyncio.gather(*tasks)

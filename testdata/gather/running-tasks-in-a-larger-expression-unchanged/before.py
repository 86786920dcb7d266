import asyncio


async def fetch(url):
    return url


async def main(urls):
    tasks = [asyncio.create_task(fetch(url)) for url in urls]
    await fetch("other")
    print(await asyncio.gather(*tasks))

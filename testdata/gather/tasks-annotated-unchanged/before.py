import asyncio


async def fetch(url):
    return url


async def main(urls):
    tasks: list[asyncio.Task] = []
    for url in urls:
        tasks.append(asyncio.create_task(fetch(url)))
    return await asyncio.gather(*tasks)

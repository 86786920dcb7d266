import asyncio


async def fetch(url):
    return url


async def main(urls):
    if urls:
        tasks = [asyncio.create_task(fetch(url)) for url in urls]
        return await asyncio.gather(*tasks)
    if urls is None:
        tasks = []
        for url in urls:
            tasks.append(asyncio.create_task(fetch(url)))
    return await asyncio.gather(*tasks)

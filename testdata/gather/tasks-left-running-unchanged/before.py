import asyncio


async def fetch(url):
    return url


async def main(urls):
    tasks = [asyncio.create_task(fetch(url)) for url in urls]
    if urls.late:
        return None
    return await asyncio.gather(*tasks)

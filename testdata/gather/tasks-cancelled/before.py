import asyncio


async def fetch(url):
    return url


async def main(urls):
    tasks = [asyncio.create_task(fetch(url)) for url in urls]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)

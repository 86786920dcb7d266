import asyncio


async def fetch(url):
    return url


async def main(urls):
    await asyncio.gather(*urls.tasks, return_exceptions=True)
    await asyncio.gather(urls.task, fetch("a"))
    await asyncio.gather(*urls.tasks.values())

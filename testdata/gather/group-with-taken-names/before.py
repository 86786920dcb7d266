import asyncio


async def fetch(url):
    return url


async def main(urls):
    tg = tasks = 1
    await asyncio.gather(fetch("a"))
    results = await asyncio.gather(fetch(tg), fetch(tasks))
    return results

import asyncio


async def fetch(url):
    return url


async def main(urls):
    task = asyncio.create_task(fetch("a"))
    urls.running = task
    return await asyncio.gather(task, fetch("b"))

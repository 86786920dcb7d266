import asyncio


async def fetch(url):
    return url


async def main(urls):
    return await asyncio.gather(asyncio.create_task(fetch("a")), asyncio.ensure_future(fetch("b")))

import asyncio


async def fetch(url):
    return url


async def main(urls):
    return await asyncio.gather(fetch("a") if urls else fetch("b"), *([fetch("c")] if urls else []))

import asyncio


async def fetch(url):
    return url


async def main(urls):
    return await asyncio.gather(*(urls.loop.run_in_executor(None, len, url) for url in urls))

import asyncio


def start(url):
    return asyncio.ensure_future(url)


async def main(urls):
    return await asyncio.gather(*[start(url) for url in urls])

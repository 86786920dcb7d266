import asyncio


async def fetch(url):
    return url


async def main(urls):
    # Both at once.
    await asyncio.gather(fetch("a"), fetch(*urls))
    print("done")

import asyncio


async def fetch(url):
    return url


async def main(urls):
    print(await asyncio.gather(fetch("a"), return_exceptions=True))
    print((await asyncio.gather(fetch("a"), return_exceptions=True))[1:])
    x = y = await asyncio.gather(fetch("a"), return_exceptions=True)
    return x, y

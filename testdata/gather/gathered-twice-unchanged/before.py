import asyncio


async def fetch(url):
    return url


async def fetch_again(url):
    coro = fetch(url)
    return await asyncio.gather(coro, coro)


async def fetch_thrice(url):
    coros = []
    coro = fetch(url)
    for _ in range(3):
        coros.append(coro)
    return await asyncio.gather(*coros)

import asyncio


async def fetch(url):
    return url


async def fetch_some(first, second, is_wanted):
    await asyncio.gather(*(coro for coro in (fetch(first), None) if is_wanted(coro)))
    await asyncio.gather(*(coro for coro in (fetch(second) if second else None, fetch(first))))

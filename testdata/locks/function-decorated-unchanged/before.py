import asyncio

from app import single

_lock = asyncio.Lock()


@single
def get_lock() -> asyncio.Lock:
    return _lock


async def clear():
    async with get_lock():
        pass

import asyncio

_lock = asyncio.Lock()


def get_lock() -> asyncio.Lock:
    return _lock


async def clear():
    async with get_lock():
        pass

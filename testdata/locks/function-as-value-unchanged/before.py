import asyncio

_lock = asyncio.Lock()


def get_lock() -> asyncio.Lock:
    return _lock


async def clear(container):
    container.provide(get_lock)
    async with get_lock():
        pass

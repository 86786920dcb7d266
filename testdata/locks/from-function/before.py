import asyncio
from typing import Optional

_limit: Optional[asyncio.Semaphore] = None


def _get_limit() -> asyncio.Semaphore:
    global _limit
    if _limit is None:
        _limit = asyncio.Semaphore(8)
    return _limit


async def fetch(url, client):
    async with _get_limit():
        return await client.get(url)

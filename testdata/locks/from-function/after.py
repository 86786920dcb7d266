import anyio
from typing import Optional

_limit: Optional[anyio.Semaphore] = None


def _get_limit() -> anyio.Semaphore:
    global _limit
    if _limit is None:
        _limit = anyio.Semaphore(8)
    return _limit


async def fetch(url, client):
    async with _get_limit():
        return await client.get(url)

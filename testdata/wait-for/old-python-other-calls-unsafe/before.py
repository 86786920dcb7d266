import asyncio
from contextlib import suppress


async def fetch(client):
    try:
        page = await asyncio.wait_for(client.get(), 5)
        await asyncio.wait_for(client.check(page), 5)
    except (asyncio.TimeoutError, ValueError):  # either
        page = None
    with suppress(asyncio.TimeoutError):
        await asyncio.wait_for(client.close(), 5)
    return page


async def inspect(client):
    try:
        await asyncio.wait_for(client.get(), 5)
    except Exception as exc:
        if isinstance(exc, asyncio.TimeoutError):
            raise RuntimeError("too slow") from exc
        raise

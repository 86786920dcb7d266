import anyio
import asyncio
from contextlib import suppress


async def fetch(client):
    try:
        with anyio.fail_after(5):
            page = await client.get()
        with anyio.fail_after(5):
            await client.check(page)
    except (TimeoutError, asyncio.TimeoutError, ValueError):  # either
        page = None
    with suppress(TimeoutError, asyncio.TimeoutError):
        with anyio.fail_after(5):
            await client.close()
    return page


async def inspect(client):
    try:
        with anyio.fail_after(5):
            await client.get()
    except Exception as exc:
        if isinstance(exc, (TimeoutError, asyncio.TimeoutError)):
            raise RuntimeError("too slow") from exc
        raise

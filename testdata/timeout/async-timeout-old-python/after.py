import asyncio

import anyio


async def fetch(client):
    try:
        with anyio.fail_after(5):
            return await client.get()
    except (TimeoutError, asyncio.TimeoutError):
        return None

import asyncio

import async_timeout


async def fetch(client):
    try:
        async with async_timeout.timeout(5):
            return await client.get()
    except asyncio.TimeoutError:
        return None

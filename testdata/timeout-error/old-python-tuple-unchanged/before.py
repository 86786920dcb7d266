import asyncio
from asyncio import TimeoutError


async def fetch(client):
    try:
        return await client.get()
    except (asyncio.TimeoutError, OSError):
        return None
    except TimeoutError:
        return None

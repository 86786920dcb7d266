import asyncio
from asyncio import TimeoutError


async def fetch(client):
    try:
        return await asyncio.wait_for(client.get(), 5)
    except TimeoutError:
        return None

import asyncio


async def fetch(client):
    try:
        return await client.get()
    except asyncio.TimeoutError:
        return None
